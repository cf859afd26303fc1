namespace MissionControl.Core.Notifications.Email;

/// <summary>What a mail server says to a line of ours: three digits and words, over one or more lines.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsGood => Code is >= 200 and < 400;

    /// <summary>5xx: it will say the same another time.</summary>
    public bool IsFinal => Code is >= 500 and < 600;

    /// <summary>For people.</summary>
    public string Words => OneLine.Of($"{Code} {string.Join(' ', Lines)}", 200);

    /// <summary>Does it offer this, among what it lists after EHLO?</summary>
    public bool Offers(string extension) => Lines.Skip(1).Any(line => line.Split(' ')[0].Equals(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Does it offer this way to sign in?</summary>
    public bool SignsInBy(string way) => Lines.Skip(1).Any(line => line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase) && line.Split(' ', '=').Contains(way, StringComparer.OrdinalIgnoreCase));
}
