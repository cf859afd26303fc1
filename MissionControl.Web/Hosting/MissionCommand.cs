using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using MissionControl.Core;
using MissionControl.Core.Storage;

namespace MissionControl.Web.Hosting;

/// <summary>What the command line asks for: a command by name, else the app itself. 0 fine, 1 findings, 2 usage.</summary>
public static class MissionCommand
{
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel.Core";

    private const string Usage = """
        usage: MissionControl.Web [--urls URL] [--MissionControl:KEY VALUE …]   run the app (http://127.0.0.1:5080 unless told otherwise)
               MissionControl.Web check-catalog PATH | --schema                 check a catalog folder, or print its JSON Schema
               MissionControl.Web bands FILE.csv                                try the bands on an exported history
               MissionControl.Web new-token --name N --scope S [--expires 90d]  issue an API token, printed on standard output
               MissionControl.Web new-user --name N --email E --role R          add somebody who may sign in
               MissionControl.Web verify-journal [--segments FOLDER]            check that the journal is whole, with its exported segments
               MissionControl.Web export-journal --until TIME --to FOLDER       write old entries of the journal into a sealed segment
               MissionControl.Web drop-journal SEGMENT                          take the entries of such a segment out of the database
               MissionControl.Web status-page --from URL | --snapshot FILE      the public status page alone, whatever becomes of the app
               MissionControl.Web export-status PATH                            the public status page as files for any host
               MissionControl.Web export-runbooks PATH                          all runbooks as files to read while everything else is down; internal
               MissionControl.Web --help                                        this

        Settings are described in docs/configuration.md. Exit: 0 fine, 1 findings or a failure to run, 2 wrong usage or settings.
        """;

    private static readonly string[] _commands = [CheckCatalogCommand.Name, BandsCommand.Name, NewTokenCommand.Name, NewUserCommand.Name, VerifyJournalCommand.Name, JournalCommands.Export, JournalCommands.Drop, StatusPageCommands.Serve, StatusPageCommands.Export, ExportRunbooksCommand.Name];

    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out, Console.Error);

    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        OneCulture.Use();
        try
        {
            return args switch
            {
                [var command, "--help" or "-h"] when command != BandsCommand.Name && _commands.Contains(command) => await HelpAsync(output),
                [CheckCatalogCommand.Name, .. var rest] => await CheckCatalogCommand.RunAsync(rest, output, error),
                [BandsCommand.Name, .. var rest] => await BandsCommand.RunAsync(rest, output, error),
                [NewUserCommand.Name, .. var rest] => await NewUserCommand.RunAsync(rest, output, error),
                [NewTokenCommand.Name, .. var rest] => await NewTokenCommand.RunAsync(rest, output, error),
                [VerifyJournalCommand.Name, .. var rest] => await VerifyJournalCommand.RunAsync(rest, output, error),
                [JournalCommands.Export, .. var rest] => await JournalCommands.ExportAsync(rest, output, error),
                [JournalCommands.Drop, .. var rest] => await JournalCommands.DropAsync(rest, output, error),
                [StatusPageCommands.Serve, .. var rest] => await StatusPageCommands.ServeAsync(rest, error),
                [StatusPageCommands.Export, .. var rest] => await StatusPageCommands.ExportAsync(rest, output, error),
                [ExportRunbooksCommand.Name, .. var rest] => await ExportRunbooksCommand.RunAsync(rest, output, error),
                ["--help" or "-h", ..] => await HelpAsync(output),
                [var word, ..] when !word.StartsWith('-') => await UnknownAsync(word, error),
                _ => await RunAppAsync(args),
            };
        }
        catch (Exception exception) when (Explain(exception) is { } explained)
        {
            await error.WriteLineAsync(explained.Words);
            return explained.Exit;
        }
    }

    private static async Task<int> RunAppAsync(string[] args)
    {
        await using var app = MissionApp.Create(args);
        await app.RunAsync();
        return 0;
    }

    private static async Task<int> HelpAsync(TextWriter output)
    {
        await output.WriteLineAsync(Usage);
        return 0;
    }

    private static async Task<int> UnknownAsync(string word, TextWriter error)
    {
        await error.WriteLineAsync($"unknown command '{word}'{DidYouMean.Hint(word, _commands)}");
        await error.WriteLineAsync(Usage);
        return 2;
    }

    /// <summary>What a person can do something about, in a line each; anything else is a bug and keeps its stack trace.</summary>
    internal static (int Exit, string Words)? Explain(Exception exception) => exception switch
    {
        SettingsException => (2, exception.Message),
        // The configuration file's reader names the file, and its innermost exception the place.
        InvalidDataException => (2, $"settings: {exception.Message} {exception.GetBaseException().Message}"),
        StorageException => (1, $"storage: {exception.Message}"),
        IOException { InnerException: AddressInUseException } => (1, $"listening: {exception.Message}"),
        SocketException => (1, $"listening: {exception.Message}"),
        // For example https without a certificate; the lines after the first advise on development machines.
        InvalidOperationException { Source: Kestrel } => (1, $"listening: {exception.Message.Split('\n')[0].TrimEnd()}"),
        _ => null,
    };
}
