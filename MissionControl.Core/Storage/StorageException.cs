namespace MissionControl.Core.Storage;

/// <summary>The database cannot be used. The message names it and says what to do, and holds no secret: it may be shown as it is.</summary>
public sealed class StorageException : Exception
{
    public StorageException()
    {
    }

    public StorageException(string message)
        : base(message)
    {
    }

    public StorageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
