using MissionControl.Core.People.Tokens;
using MissionControl.Tests.Storage;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

public sealed class NewTokenCommandTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task The_token_stands_alone_on_standard_output()
    {
        await using var database = TestDatabase.Unborn(Provider.Sqlite);
        Assert.Equal(0, await RunAsync("--name", "deploys", "--scope", "changes:write", "--scope=read", "--expires", "90d", "--MissionControl:Data", database.Options.DataFolder));
        Assert.True(TokenSecret.IsShaped(_output.ToString().TrimEnd()));
        Assert.Matches("^issued token [0-9a-f-]{36} for changes:write, read, good until [0-9]{4}-", _error.ToString());
        using var raw = database.OpenRaw();
        Assert.Equal("changes:write read", raw.Ask("SELECT \"Scopes\" FROM \"Tokens\""));
        Assert.Equal("system", (await database.Journal.ReadAfterAsync(0, 10, default)).Single().Actor);
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_option_and_nothing_is_issued()
    {
        await using var database = TestDatabase.Unborn(Provider.Sqlite);
        Assert.Equal(2, await RunAsync("--scope", "write", "--MissionControl:Data", database.Options.DataFolder));
        Assert.Equal("", _output.ToString());
        Assert.Contains("new-token: --name: Give it a name", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("new-token: --scope: There is no scope 'write'", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("now")]
    [InlineData("--name", "x", "--scope", "read", "--expires", "soon")]
    [InlineData("--name", "x", "--scope", "read", "--expires", "10y")]
    public async Task What_it_does_not_understand_is_answered_with_the_usage(params string[] args)
    {
        Assert.Equal(2, await RunAsync(args));
        Assert.StartsWith("usage: MissionControl.Web new-token --name NAME", _error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] args) => NewTokenCommand.RunAsync(args, _output, _error);
}
