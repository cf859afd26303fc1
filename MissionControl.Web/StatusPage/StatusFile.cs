using MissionControl.Core.StatusPage;

namespace MissionControl.Web.StatusPage;

/// <summary>The last public model, in a file.</summary>
/// <param name="path">Absolute.</param>
internal sealed class StatusFile(string path)
{
    /// <summary>In the data folder.</summary>
    public const string Name = "status-page.json";

    private const long Longest = 32 * 1024 * 1024;

    /// <summary>Another one when another file lies there.</summary>
    public (DateTimeOffset At, long Length) Mark() => new FileInfo(path) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : default;

    /// <summary><see langword="null"/> when there is none that can be read.</summary>
    public PublicModel? Read()
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= Longest } ? PublicModelJson.Read(File.ReadAllBytes(path)) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>All of it or nothing. What went wrong: a full disk is no reason not to publish.</summary>
    public Exception? Write(PublicModel model)
    {
        try
        {
            var next = path + ".next";
            File.WriteAllBytes(next, PublicModelJson.Write(model));
            File.Move(next, path, overwrite: true);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure;
        }
    }
}
