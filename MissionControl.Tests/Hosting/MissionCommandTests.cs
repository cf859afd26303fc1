using System.Net;
using System.Net.Sockets;
using MissionControl.Web.Hosting;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Hosting;

public sealed class MissionCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task Help_is_a_result_and_names_the_commands()
    {
        Assert.Equal(0, await RunAsync("--help"));
        Assert.Contains("check-catalog PATH", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("verify-journal", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task A_mistyped_command_is_wrong_usage()
    {
        Assert.Equal(2, await RunAsync("chek-catalog", "."));
        Assert.StartsWith("unknown command 'chek-catalog'; did you mean 'check-catalog'?", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task Wrong_settings_are_a_line_each_and_no_stack_trace()
    {
        Assert.Equal(2, await RunAsync("--urls", "http://0.0.0.0:0", "--MissionControl:Data=", "--MissionControl:Catlog", "x"));
        var lines = _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, static line => Assert.StartsWith("settings: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_is_one_line()
    {
        var file = _folder["file"];
        await File.WriteAllTextAsync(file, "");
        Assert.Equal(1, await RunAsync("--urls", "http://127.0.0.1:0", "--MissionControl:Data", Path.Combine(file, "data")));
        Assert.StartsWith($"storage: The database {file}/data/mission.db cannot be used: ", OnlyLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_use_is_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        Assert.Equal(1, await RunAsync("--urls", address, "--MissionControl:Data", _folder["data"]));
        Assert.Equal($"listening: Failed to bind to address {address}: address already in use.", OnlyLine());
    }

    // Whether this machine has a certificate for development decides what the real server says.
    [Fact]
    public void An_encrypted_address_without_a_certificate_is_one_line() =>
        Assert.Equal(
            (1, "listening: Unable to configure HTTPS endpoint."),
            MissionCommand.Explain(new InvalidOperationException("Unable to configure HTTPS endpoint.\r\nTo generate…") { Source = "Microsoft.AspNetCore.Server.Kestrel.Core" }));

    [Fact]
    public async Task A_certificate_that_is_not_there_is_one_line()
    {
        Assert.Equal(2, await RunAsync("--urls", "https://127.0.0.1:0", "--MissionControl:Data", _folder["data"], "--Kestrel:Certificates:Default:Path", _folder["no.pfx"]));
        Assert.StartsWith("settings: Kestrel:Certificates:Default:Path: must name a file", OnlyLine(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bug_keeps_its_stack_trace() => Assert.Null(MissionCommand.Explain(new InvalidOperationException("Sequence contains no elements")));

    [Fact]
    public async Task A_missing_journal_is_not_called_whole()
    {
        Assert.Equal(2, await RunAsync("verify-journal", "--MissionControl:Data", _folder["data"]));
        Assert.Equal($"There is no database {Path.Combine(_folder["data"], "mission.db")}: is this the data folder?", OnlyLine());
        Assert.False(Directory.Exists(_folder["data"]));
    }

    [Fact]
    public async Task A_database_without_a_journal_is_not_called_whole()
    {
        Directory.CreateDirectory(_folder["data"]);
        await File.WriteAllBytesAsync(Path.Combine(_folder["data"], "mission.db"), []);
        Assert.Equal(2, await RunAsync("verify-journal", "--MissionControl:Data", _folder["data"]));
        Assert.EndsWith("holds no journal yet: Mission Control has not run with it.", OnlyLine(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    private Task<int> RunAsync(params string[] arguments) => MissionCommand.RunAsync(arguments, _output, _error);

    private string OnlyLine() => Assert.Single(_error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
}
