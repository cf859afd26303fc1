namespace MissionControl.Web.StatusPage;

/// <summary>
/// Writes each edition as files into a folder, for a host or CDN that serves them without us. While one is written others may pass; the newest is
/// always written. A folder that cannot be written is told once and tried again with the next edition.
/// </summary>
internal sealed partial class StatusExporter(StatusSite site, StatusExportFolder folder, StatusOrigin origin, ILogger<StatusExporter> logger) : BackgroundService
{
    private readonly ILogger _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Of what is written, so that a file that says the same stays as it is.
        Dictionary<string, byte[]> written = new(StringComparer.Ordinal);
        var (edition, wasLost) = (site.Current, false);
        while (!stoppingToken.IsCancellationRequested)
        {
            // Before anything was published there is nothing to say, and what lies there is better.
            if (edition.Model.At != default)
                wasLost = Write(edition, written, wasLost);
            edition = await site.NextAsync(edition, stoppingToken);
        }
    }

    private bool Write(StatusEdition edition, Dictionary<string, byte[]> written, bool wasLost)
    {
        try
        {
            (string Path, byte[] Bytes)[] files = [.. StatusExport.Files(edition.Model, edition.Now, origin.Text)];
            StatusExport.WriteNew(folder.Path, files, written);
            StatusExport.RemoveOthers(folder.Path, files.Select(static file => file.Path).ToHashSet(StringComparer.Ordinal));
            return false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What is half written is written again.
            written.Clear();
            if (!wasLost)
                LogLost(failure);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, EventName = "StatusExportLost", Message = "The files of the public status page could not be written; those that are there grow old. Told once until they can be")]
    private partial void LogLost(Exception failure);
}

/// <summary>Where the files go.</summary>
/// <param name="Path">Absolute.</param>
internal sealed record StatusExportFolder(string Path);
