namespace MissionControl.Web.Hosting;

/// <summary>What the command line asks for: a command by name, else the app itself. 0 fine, 1 findings, 2 usage.</summary>
public static class MissionCommand
{
    public static async Task<int> RunAsync(string[] args) => args switch
    {
        [CheckCatalogCommand.Name, .. var rest] => await CheckCatalogCommand.RunAsync(rest, Console.Out, Console.Error),
        _ => await RunAppAsync(args),
    };

    private static async Task<int> RunAppAsync(string[] args)
    {
        OneCulture.Use();
        switch (args)
        {
            case ["verify-journal", .. var rest]:
                return await VerifyJournalCommand.RunAsync(rest, Console.Out, Console.Error);
        }

        await using var app = MissionApp.Create(args);
        await app.RunAsync();
        return 0;
    }
}
