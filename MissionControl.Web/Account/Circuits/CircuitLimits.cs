namespace MissionControl.Web.Account.Circuits;

/// <summary>How many pages may be live at once, and what one may send. Every live page costs memory until it is closed.</summary>
/// <param name="PerPerson">Of one person, one wall link, one visitor's address; 1 upwards.</param>
/// <param name="Total">Of all; 1 upwards.</param>
/// <param name="Retained">Whose line was lost and that wait for it to come back, three minutes at most; above it the oldest goes.</param>
public sealed record CircuitLimits(int PerPerson, int Total, int Retained)
{
    /// <summary>What a page may say in one message, in bytes: the longest note in any script, as it is escaped on its way, and no more.</summary>
    public const int LargestMessage = 128 * 1024;

    /// <summary>A page says one thing after the other: the framework knows no other way.</summary>
    public const int MessagesAtOnce = 1;

    /// <summary>How long a circuit waits for its line to come back.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static readonly CircuitLimits Usual = new(20, 2000, 100);
}
