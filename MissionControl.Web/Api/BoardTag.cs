using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace MissionControl.Web.Api;

/// <summary>The ETag of a board version. Versions start anew with the process, so its start is part of the tag.</summary>
internal sealed class BoardTag(TimeProvider clock)
{
    private readonly string _start = clock.GetUtcNow().UtcTicks.ToString("x", CultureInfo.InvariantCulture);

    public EntityTagHeaderValue Of(long version) => new($"\"{_start}-{version}\"", isWeak: true);
}
