using Microsoft.Data.Sqlite;

namespace MissionControl.Core.Storage.Sqlite;

/// <summary>The database file in the data folder, which belongs to this process's user alone.</summary>
internal static class SqliteFile
{
    public const string FileName = "mission.db";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static string PathIn(string dataFolder) => Path.Combine(Path.GetFullPath(dataFolder), FileName);

    public static string ConnectionString(string dataFolder)
    {
        SystemSqlite.Use();
        return Compose(PathIn(dataFolder));
    }

    /// <summary>Makes the folder (0700) and an empty database (0600) where there is none.</summary>
    public static void Create(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        // SQLite gives its -wal and -shm files the mode of the database.
        if (!File.Exists(path))
            Open(path, FileShare.ReadWrite).Dispose();
    }

    /// <summary>Held by the one process that migrates; the operating system frees it when that process ends in whatever way.</summary>
    public static FileStream LockForMigration(string path) => Open(path + ".migrating", FileShare.None);

    private static FileStream Open(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    private static string Compose(string path) => new SqliteConnectionStringBuilder { DataSource = path }.ConnectionString;
}
