namespace MissionControl.Web.Hosting;

/// <summary>How often somebody may try: so often in a row, and then as often as tries come back.</summary>
/// <param name="InARow">After a rest; 1 upwards.</param>
/// <param name="Back">How many come back each minute or second; 1 upwards.</param>
public readonly record struct Rate(int InARow, int Back);

/// <summary>The limits of tries, by whom.</summary>
/// <param name="Address">Passwords, codes and links tried from one network address, by the minute.</param>
/// <param name="Account">The same for one account, by the minute.</param>
/// <param name="Token">What one token sends, by the second.</param>
/// <param name="Declare">Incidents that one token declares, by the minute.</param>
/// <param name="Stranger">Anything asked from one address by nobody we know, by the second.</param>
public sealed record RateSettings(Rate Address, Rate Account, Rate Token, Rate Declare, Rate Stranger)
{
    public static readonly RateSettings Usual = new(new(20, 10), new(60, 40), new(1000, 100), new(10, 2), new(600, 100));

    internal static RateSettings Read(SettingsReader reader) => new(
        Read(reader, "RateLimits:Address", "PerMinute", Usual.Address),
        Read(reader, "RateLimits:Account", "PerMinute", Usual.Account),
        Read(reader, "RateLimits:Token", "PerSecond", Usual.Token),
        Read(reader, "RateLimits:Declare", "PerMinute", Usual.Declare),
        Read(reader, "RateLimits:Stranger", "PerSecond", Usual.Stranger));

    private static Rate Read(SettingsReader reader, string key, string back, Rate usual) => new(
        reader.WholeNumber($"{key}:InARow", 1, 1_000_000) ?? usual.InARow,
        reader.WholeNumber($"{key}:{back}", 1, 1_000_000) ?? usual.Back);
}
