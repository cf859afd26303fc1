using System.Data.Common;

namespace MissionControl.Core.Storage;

/// <summary>All SQL in which the two providers differ. Stateless.</summary>
internal abstract class SqlDialect
{
    /// <summary>The journal's last entry, read so that nobody else can append until this transaction ends.</summary>
    public abstract string JournalHead { get; }

    /// <summary>One row into <paramref name="table"/>, in place of the row with the same key. Parameters are named like the columns.</summary>
    public abstract string Upsert(string table, IReadOnlyList<string> key, IReadOnlyList<string> values);

    /// <summary>A moment as a parameter of hand-written SQL.</summary>
    public abstract object Moment(DateTimeOffset at);

    public object? MomentOrNothing(DateTimeOffset? at) => at is { } moment ? Moment(moment) : null;

    /// <summary>A moment as hand-written SQL answers it, in UTC.</summary>
    public abstract DateTimeOffset ReadMoment(DbDataReader reader, int ordinal);

    /// <summary>Whether another writer won a race, so that the whole transaction may be tried again.</summary>
    public abstract bool LostRace(Exception exception);

    /// <summary>Makes ready for migrations; what it answers is disposed after them.</summary>
    public abstract Task<IAsyncDisposable> PrepareMigrationAsync(MissionContext context, CancellationToken cancellationToken);

    /// <summary>Which database, in words that hold no secret: the file, or the server's host.</summary>
    public abstract string Name(DbConnection connection);

    /// <summary>What is wrong and what to do, for a failure to open or migrate; ends without a full stop.</summary>
    public abstract string Explain(Exception exception);

    protected static string Columns(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));

    protected static string Parameters(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"@{name}"));

    protected static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
                return found;
        }

        return null;
    }
}
