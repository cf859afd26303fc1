using System.Text.Json;

namespace MissionControl.Bench.Incidents;

/// <summary>Declares an incident and writes notes into it, as a script does.</summary>
internal sealed class Notes(HttpClient client)
{
    public async Task<int> DeclareAsync(Uri server, string title)
    {
        using var answer = await client.PostAsJsonAsync(new Uri(server, "/api/v1/incidents"), new { title, severity = 2, key = Guid.NewGuid() });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("incident").GetInt32();
    }

    /// <summary>Answers the status; 0 where none came.</summary>
    public async Task<int> WriteAsync(Uri server, int incident, string text, Guid key)
    {
        try
        {
            using var answer = await client.PostAsJsonAsync(new Uri(server, $"/api/v1/incidents/{incident}/notes"), new { text, key });
            return (int)answer.StatusCode;
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException or IOException)
        {
            return 0;
        }
    }

    /// <summary>The texts of all notes, in their order.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(Uri server, int incident)
    {
        using var read = JsonDocument.Parse(await ServerProcess.Http.GetStringAsync(new Uri(server, $"/api/v1/incidents/{incident}")));
        return [.. read.RootElement.GetProperty("timeline").EnumerateArray().Where(static entry => entry.GetProperty("kind").GetString() == "note").OrderBy(static entry => entry.GetProperty("number").GetInt32())
            .Select(static entry => entry.GetProperty("says").GetString()!)];
    }
}
