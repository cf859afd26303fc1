using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Changes;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Api.Intake;

/// <summary>The command of docs/changes.md, run as it stands there, against the real app.</summary>
public sealed partial class ChangeSnippetTests(DemoApp demo) : IClassFixture<DemoApp>
{
    [Fact]
    public async Task The_curl_of_the_docs_tells_a_change()
    {
        var docs = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "changes.md"));
        var command = Snippet().Match(docs).Groups["command"].Value;
        Assert.Contains("https://mission.example.org", command, StringComparison.Ordinal);
        var issued = await demo.App.Services.GetRequiredService<TokenBook>().IssueAsync(new("test", ["changes:write"], null), Actor.System, default);
        var start = new ProcessStartInfo("sh") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command.Replace("https://mission.example.org", demo.Client.BaseAddress!.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
        start.Environment["MISSION_CONTROL_TOKEN"] = issued.Issued!.Secret;
        using var curl = Process.Start(start)!;
        var (said, wrong) = (curl.StandardOutput.ReadToEndAsync(), curl.StandardError.ReadToEndAsync());
        await curl.WaitForExitAsync();
        Assert.True(curl.ExitCode == 0, $"{await said} {await wrong}");
        var told = demo.App.Services.GetRequiredService<ChangeBook>().Current.All.Single(change => change.Key == "identity-web-418");
        Assert.Equal((ChangeKind.Deploy, "identity-web 4.18.0", "identity"), (told.Kind, told.Title, told.Service));
    }

    [GeneratedRegex(@"## Tell a change\n```sh\n(?<command>[^`]+)```", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Snippet();
}
