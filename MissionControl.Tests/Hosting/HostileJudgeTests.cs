using MissionControl.Bench.Hostile;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Hosting;

/// <summary>The judge of hostile requests sees what must not happen.</summary>
public sealed class HostileJudgeTests
{
    private static readonly Door[] Doors =
    [
        new(["GET", "POST"], "/people", "Administrator and above"),
        new(["GET"], "/api/v1/bpms/{id}", "Viewer and above, tokens with `read`"),
        new(["any"], "/_blazor", "Viewer and above, wall screens"),
    ];

    private static readonly Caller Viewer = new("viewer", [], "Viewer", null, IsWall: false);
    private static readonly Caller Reader = new("token", [], null, "read", IsWall: false);
    private static readonly Caller Writer = new("token", [], null, "changes:write", IsWall: false);

    [Fact]
    public void Every_line_of_the_table_is_a_door() =>
        Assert.Equal(
            File.ReadAllLines(Path.Combine(Repository.Root, "docs", "access.md")).Count(static line => line.StartsWith("| `", StringComparison.Ordinal)),
            Door.ReadTable(Path.Combine(Repository.Root, "docs", "access.md")).Length);

    [Theory]
    [InlineData("GET", "/api/v1/bpms/fed", 200, "", null)]
    [InlineData("GET", "/API/v1/x/../bpms/%66ed?a=b", 200, "", null)]
    [InlineData("GET", "/people", 302, "Location: /sign-in", null)]
    [InlineData("GET", "/people", 200, "", nameof(Fault.LetIn))]
    [InlineData("GET", "/api/v1/bpms/fed/other", 200, "", nameof(Fault.LetIn))]
    [InlineData("GET", "/sign-in", 302, "Set-Cookie: __Host-mission=abc; path=/", nameof(Fault.LetIn))]
    [InlineData("GET", "/sign-in", 302, "Set-Cookie: __Host-mission=; path=/", null)]
    [InlineData("GET", "/api/v1/bpms/fed", 500, "", nameof(Fault.Failed))]
    [InlineData("GET", "/api/v1/bpms/fed", 503, "", nameof(Fault.Failed))]
    [InlineData("GET", "/api/v1/bpms/fed", 503, "Retry-After: 5", null)]
    [InlineData("GET", "/api/v1/bpms/fed", 400, "X: the secret", nameof(Fault.Leaked))]
    public void What_a_viewer_may_not_have_is_found(string method, string target, int status, string head, string? fault) =>
        Assert.Equal(fault, Judged(Viewer, method, target, new(status, $"HTTP/1.1 {status}\r\n{head}", "", IsOverdue: false)));

    [Theory]
    [InlineData("   at MissionControl.Core.Board.BoardFeed.Next(Int64 version)")]
    [InlineData("System.InvalidOperationException")]
    [InlineData("here is the secret of it")]
    public void A_leak_is_found_whatever_the_status(string body) =>
        Assert.Equal(nameof(Fault.Leaked), Judged(Viewer, "GET", "/api/v1/bpms/fed", new(200, "HTTP/1.1 200", body, IsOverdue: false)));

    [Fact]
    public void A_scope_opens_its_own_doors_and_a_foreign_page_no_circuit()
    {
        var yes = new Answer(200, "HTTP/1.1 200", "", IsOverdue: false);
        Assert.Null(Judged(Reader, "GET", "/api/v1/bpms/fed", yes));
        Assert.Equal(nameof(Fault.LetIn), Judged(Writer, "GET", "/api/v1/bpms/fed", yes));
        Assert.Equal(nameof(Fault.LetIn), Judged(Caller.Stranger, "GET", "/api/v1/bpms/fed", yes));
        var upgraded = yes with { Status = 101 };
        Assert.Null(Judged(Viewer, "GET", "/_blazor", upgraded));
        var foreign = Of(Viewer, "GET", "/_blazor") with { IsForeign = true };
        Assert.Equal(Fault.LetIn, new Judge([.. Doors], []).Of(foreign, upgraded)?.Fault);
    }

    [Fact]
    public void A_page_takes_no_form_without_its_token()
    {
        var administrator = new Caller("administrator", [], "Administrator", null, IsWall: false);
        var yes = new Answer(200, "HTTP/1.1 200", "", IsOverdue: false);
        Assert.Equal(nameof(Fault.LetIn), Judged(administrator, "POST", "/people", yes));
        Assert.Null(new Judge([.. Doors], []).Of(Of(administrator, "POST", "/people") with { HasGoodForm = true }, yes));
    }

    private static string? Judged(Caller caller, string method, string target, Answer answer) =>
        new Judge([.. Doors], ["the secret"]).Of(Of(caller, method, target), answer)?.Fault.ToString();

    private static Attack Of(Caller caller, string method, string target) =>
        new(1, "path", Doors[0], caller, method, target, [], IsForeign: false, HasGoodForm: false, Hold.Open);
}
