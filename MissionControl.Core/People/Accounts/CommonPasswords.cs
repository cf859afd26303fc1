namespace MissionControl.Core.People.Accounts;

/// <summary>Long passwords that guessers try first: those that repeat, run along the keyboard or the alphabet, or are a famous word with digits.</summary>
internal static class CommonPasswords
{
    private static readonly string[] _runs = ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn"];
    private static readonly string[] _words = ["password", "passwort", "passw0rd", "letmein", "welcome", "iloveyou", "admin", "administrator", "missioncontrol", "changeme", "football", "dragon", "monkey", "sunshine", "princess"];

    public static bool Contains(string password)
    {
        var plain = password.ToLowerInvariant();
        return plain.Distinct().Count() < 5
            || _runs.Any(run => run.Contains(plain, StringComparison.Ordinal) || plain.StartsWith(run[..10], StringComparison.Ordinal))
            || IsRepeated(plain)
            || _words.Any(word => plain.Replace(word, "", StringComparison.Ordinal) is { } rest && rest.Length < plain.Length && rest.All(static letter => !char.IsLetter(letter)));
    }

    /// <summary>A short piece said again and again.</summary>
    private static bool IsRepeated(string plain) =>
        Enumerable.Range(1, plain.Length / 2).Any(length => length <= 6 && Enumerable.Range(length, plain.Length - length).All(i => plain[i] == plain[i - length]));
}
