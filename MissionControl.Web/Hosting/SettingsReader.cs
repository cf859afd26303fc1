using System.Collections.Immutable;
using System.Globalization;
using MissionControl.Core;
using MissionControl.Core.Catalog.Keys;
using MissionControl.Core.StatusPage.Followers;
using MissionControl.Core.Storage;

namespace MissionControl.Web.Hosting;

/// <summary>Reads keys of the section one by one and collects what is wrong. Whatever was never asked for is unknown.</summary>
internal sealed class SettingsReader(IConfiguration configuration, string workingDirectory)
{
    private const int LongestText = 500;

    private readonly IConfigurationSection _section = configuration.GetSection(MissionSettings.Section);
    private readonly List<string> _known = [];
    private readonly Secrets _secrets = new(workingDirectory, Environment.GetEnvironmentVariable) { Start = "the folder the app is started in" };

    public List<SettingsProblem> Problems { get; } = [];

    /// <summary>What was asked for, for the audit. A secret unless the method that reads it says otherwise.</summary>
    public ImmutableSortedDictionary<string, string> Shown { get; private set; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The values of those that are secrets.</summary>
    public ImmutableArray<string> Masked { get; private set; } = [];

    public void Take(IEnumerable<SettingsProblem> problems) => Problems.AddRange(problems);

    /// <summary>An absolute path.</summary>
    public string Folder(string key, string usual)
    {
        var text = Ask(key) ?? usual;
        if (!string.IsNullOrWhiteSpace(text) && !text.Contains('\0', StringComparison.Ordinal))
            return Show(key, System.IO.Path.GetFullPath(text, workingDirectory));
        Refuse(key, "must name a folder", text.Length == 0 ? "nothing" : Quoted(text), "name one, or remove the setting for the usual folder");
        return workingDirectory;
    }

    /// <summary>An absolute path; <see langword="null"/> when it is not set.</summary>
    public string? FolderOrNone(string key) => Ask(key) is null ? null : Folder(key, "");

    /// <summary>Is anything set under that key?</summary>
    public bool Has(string key) => _section.GetSection(key).Exists();

    /// <summary>An absolute http or https address without a slash at its end; <see langword="null"/> when it is not set.</summary>
    public string? Origin(string key)
    {
        if (Ask(key) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0)
            return Show(key, address.AbsoluteUri.TrimEnd('/'));
        Refuse(key, "must be the address that people use for this app", Quoted(text), "write one such as https://mission.example.org");
        return null;
    }

    /// <summary>Usually false.</summary>
    public bool Flag(string key) => Flag(key, usual: false);

    public bool Flag(string key, bool usual)
    {
        if (Ask(key) is not { } text)
            return usual;
        if (bool.TryParse(text, out var flag))
            return Show(key, flag);
        Refuse(key, "must be true or false", Quoted(text), "use one of the two");
        return usual;
    }

    /// <summary>One line; <see langword="null"/> when it is not set.</summary>
    public string? Text(string key)
    {
        if (Ask(key)?.Trim() is not { Length: > 0 } text)
            return null;
        if (text.Length <= LongestText && !text.Any(char.IsControl))
            return Show(key, text);
        Refuse(key, $"must be one line of at most {LongestText} characters", $"{text.Length} characters", "shorten it");
        return null;
    }

    /// <summary>One line that must be there; empty when it is not right.</summary>
    /// <param name="remedy">How to write it.</param>
    public string Required(string key, string remedy)
    {
        var before = Problems.Count;
        var text = Text(key);
        if (text is null && Problems.Count == before)
            Refuse(key, "must be set", "nothing", $"write it {remedy}");
        return text ?? "";
    }

    /// <summary>A secret: <c>${env:NAME}</c> or <c>${file:PATH}</c>, so that it stands in no file of settings. Empty when it is not right.</summary>
    public string RequiredSecret(string key)
    {
        var text = Ask(key);
        if (string.IsNullOrWhiteSpace(text) || !Secrets.IsIn(text))
        {
            Refuse(key, "must be ${env:NAME} or ${file:PATH}, so that it stands in no file of settings", text is null ? "nothing" : "text that is neither (not shown, it may be the secret)", "put the secret into such a variable or file");
            return "";
        }

        var (secret, reason) = _secrets.FillIn(text);
        if (secret is not null)
        {
            Masked = Masked.Add(secret);
            return secret;
        }

        Refuse(key, "must be a secret that can be read", reason!, "set the variable, or write the file");
        return "";
    }

    /// <summary>A key that machines say to each other, as <see cref="RequiredSecret"/>; <see langword="null"/> when it is not set.</summary>
    /// <param name="shortest">Fewer characters can be guessed.</param>
    public string? KeyOrNone(string key, int shortest)
    {
        if (!Has(key))
        {
            Ask(key);
            return null;
        }

        var before = Problems.Count;
        var secret = RequiredSecret(key).Trim();
        if (Problems.Count == before && (secret.Length < shortest || !secret.All(static letter => letter is > ' ' and <= '~')))
            Refuse(key, $"must have at least {shortest} characters, letters, digits and signs without spaces", $"{secret.Length} characters", "make one, such as with openssl rand -hex 32");
        return secret;
    }

    /// <summary>An absolute address, encrypted unless it is this machine's; <see langword="null"/> when it is not set.</summary>
    public Uri? Address(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && address.UserInfo.Length == 0 && address.Fragment.Length == 0)
            return address;
        Refuse(key, "must be an https:// address (http:// on this machine only), without a user or '#'", Quoted(text), "write such an address");
        return null;
    }

    /// <summary>An e-mail address; <see langword="null"/> when it is not set.</summary>
    public string? MailAddress(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (FollowRules.Address(text) is { } address)
            return address;
        Refuse(key, "must be an e-mail address", Quoted(text), "write one such as status@example.org");
        return null;
    }

    /// <summary>One of the words of an enum; <see langword="null"/> when it is not set.</summary>
    public T? Choice<T>(string key)
        where T : struct, Enum
    {
        if (Text(key) is not { } text)
            return null;
        if (Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found)
            return Enum.Parse<T>(found);
        Refuse(key, $"must be one of {string.Join(", ", Enum.GetNames<T>())}", Quoted(text), "use one of them" + DidYouMean.Hint(text, Enum.GetNames<T>()));
        return null;
    }

    /// <summary>One value, or several as <c>KEY:0</c>, <c>KEY:1</c> and so on. Not trimmed.</summary>
    public ImmutableArray<string> List(string key)
    {
        var found = _section.GetSection(key).GetChildren().Select(child => Ask($"{key}:{child.Key}")).Prepend(Ask(key)).OfType<string>().Where(static value => value.Length > 0).ToImmutableArray();
        Show(key, string.Join(", ", found));
        return found;
    }

    /// <summary><see langword="null"/> when it is not set.</summary>
    public int? WholeNumber(string key, int least, int most)
    {
        if (Ask(key) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return Show(key, number);
        Refuse(key, $"must be a whole number from {least} to {most}", Quoted(text), "use such a number, or remove the setting");
        return null;
    }

    /// <summary>A secret: it is never part of a problem. Nothing or white space is no connection string at all.</summary>
    public string? ConnectionString(string key)
    {
        if (Ask(key) is not { } text || string.IsNullOrWhiteSpace(text))
            return null;
        if (MissionContextFactory.IsConnectionString(text))
        {
            Show(key, MissionContextFactory.Describe(text));
            Masked = [.. Masked, text, .. MissionContextFactory.SecretsIn(text)];
            return text;
        }

        Refuse(
            key,
            "must be a SQL Server connection string",
            "text that is none (not shown, it may hold a password)",
            "write pairs such as Server=HOST;Database=NAME;User Id=NAME;Password=… with quotes around values that hold a semicolon");
        return null;
    }

    /// <summary>Several, with spaces, commas or semicolons between, or as a list; empty when one of them is wrong.</summary>
    public ImmutableArray<string> Several(string key, Func<string, bool> isGood, string rule, string remedy)
    {
        var texts = (Ask(key) ?? "").Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        foreach (var item in _section.GetSection(key).GetChildren().Where(static item => item.Value is not null))
        {
            _known.Add($"{key}:{item.Key}");
            texts.Add(item.Value!.Trim());
        }

        if (texts.Count > 0)
            Show(key, string.Join(' ', texts));
        var wrong = texts.FindAll(text => !isGood(text));
        wrong.ForEach(text => Refuse(key, rule, Quoted(text), remedy));
        return wrong.Count > 0 ? [] : [.. texts];
    }

    /// <summary>An absolute path; <see langword="null"/> when it is not set.</summary>
    public string? Path(string key) => Ask(key) is { Length: > 0 } text && !text.Contains('\0', StringComparison.Ordinal) ? Show(key, System.IO.Path.GetFullPath(text, workingDirectory)) : null;

    /// <summary>A secret: only that it is set is shown.</summary>
    public string? Secret(string key)
    {
        if (Ask(key) is not { Length: > 0 } text)
            return null;
        Masked = Masked.Add(text);
        return text;
    }

    /// <summary>Call it last.</summary>
    public void RefuseUnknownKeys()
    {
        foreach (var (key, value) in _section.AsEnumerable(makePathsRelative: true).OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            if (value is not null && key.Length > 0 && !_known.Contains(key, StringComparer.OrdinalIgnoreCase))
                // The value may be a secret under a mistyped name.
                Refuse(key, "is not a setting", "a value for it", "remove it" + DidYouMean.Hint(key, _known));
    }

    private string? Ask(string key)
    {
        _known.Add(key);
        var text = _section[key];
        Show(key, text is null ? "not set" : "set");
        return text;
    }

    private T Show<T>(string key, T value)
    {
        Shown = Shown.SetItem(key, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        return value;
    }

    public void Refuse(string key, string rule, string found, string remedy) =>
        Problems.Add(new($"{MissionSettings.Section}:{key}", rule, found, remedy));

    private static string Quoted(string text) => $"'{text}'";
}
