using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MissionControl.Core.StatusPage.Followers;

/// <summary>Who may follow, how often somebody may ask, and what is forgotten when. Pure.</summary>
public static partial class FollowRules
{
    /// <summary>RFC 5321, 4.5.3.1.</summary>
    public const int LongestAddress = 254;

    public const int MostComponents = 200;

    /// <summary>Whoever has not confirmed by then is forgotten.</summary>
    public static readonly TimeSpan Unconfirmed = TimeSpan.FromHours(48);

    /// <summary>An address gets no more than one mail about its subscription in so long, however often it is typed.</summary>
    public static readonly TimeSpan BetweenAnswers = TimeSpan.FromMinutes(10);

    /// <summary>And no more than so many in a day.</summary>
    public const int MostAnswersADay = 3;

    /// <summary>An address refused so often in a row gets nothing more.</summary>
    public const int MostRefusals = 3;

    /// <summary>After that it is forgotten, if nobody lets it be tried again.</summary>
    public static readonly TimeSpan StoppedKept = TimeSpan.FromDays(30);

    private const int LongestLocal = 64;

    /// <summary>
    /// The address as it is kept and written into mails: of letters that can be nothing but an address there. <see langword="null"/> when it is none.
    /// </summary>
    public static string? Address(string? typed)
    {
        var text = (typed ?? "").Trim();
        var at = text.LastIndexOf('@');
        if (at is < 1 or > LongestLocal || text.Length > LongestAddress)
            return null;
        try
        {
            var address = text[..at] + "@" + new IdnMapping { UseStd3AsciiRules = true }.GetAscii(text[(at + 1)..]).ToLowerInvariant();
            return address.Length <= LongestAddress && Plain().IsMatch(address) ? address : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whose it is: capitals make no other person.</summary>
    public static string KeyOf(string address) => address.ToLowerInvariant();

    /// <summary>Enough to know one's own by: <c>a…@e….org</c>.</summary>
    public static string Masked(string address)
    {
        var (at, dot) = (address.LastIndexOf('@'), address.LastIndexOf('.'));
        return $"{address[0]}…@{address[at + 1]}…{address[dot..]}";
    }

    /// <summary>All that is wrong, in the words of the page.</summary>
    public static (FollowAsk? Ask, ImmutableArray<FieldProblem> Problems) Check(string? address, IReadOnlyCollection<string> chosen, PublicModel model, StatusWords words)
    {
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        var right = Address(address);
        if (right is null)
            problems.Add(new("email", words[string.IsNullOrWhiteSpace(address) ? "followNoAddress" : "followBadAddress"]));
        var components = Choice(chosen, model);
        if (components is null)
            problems.Add(new("show", words["followBadPart"]));
        return problems.Count > 0 ? (null, problems.ToImmutable()) : (new(right!, words.Language, components!.Value), []);
    }

    /// <summary>In the order of the page, and nothing for all of them; <see langword="null"/> when one of them is not there.</summary>
    public static ImmutableArray<string>? Choice(IReadOnlyCollection<string> chosen, PublicModel model)
    {
        ImmutableArray<string> found = [.. model.Components.Select(static component => component.Id).Where(chosen.Contains)];
        if (chosen.Count > MostComponents || found.Length != chosen.Distinct().Count())
            return null;
        return found.Length == model.Components.Length ? [] : found;
    }

    // What browsers take for type=email, with a dot in the domain.
    [GeneratedRegex(@"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Plain();
}

/// <summary>What somebody typed, checked.</summary>
public sealed record FollowAsk(string Address, string Language, ImmutableArray<string> Components);
