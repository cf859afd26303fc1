using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using MissionControl.Core.People;
using MissionControl.Core.People.Tokens;
using MissionControl.Web.Account;

namespace MissionControl.Bench.Hostile;

/// <summary>Everybody who attacks: strangers, pretenders, a token of each scope, a wall screen and a viewer.</summary>
internal sealed partial class Cast
{
    public const string Email = "viewer@example.org";
    public const string Password = "not the horse nor the staple";
    private const string Session = "__Host-mission";

    private readonly List<Caller> _callers = [Caller.Stranger];
    private readonly HashSet<string> _changers = [];

    public ImmutableArray<Caller> Callers => [.. _callers];

    /// <summary>What nobody may be told.</summary>
    public List<string> Secrets { get; } = [Password];

    /// <summary>Puts them into the database of an app, which need not run.</summary>
    public async Task AddAsync(TokenBook book, ITokenStore kept, WallBook walls, PeopleDesk people)
    {
        foreach (var scope in Enum.GetValues<Scope>())
        {
            var issued = await IssueAsync(book, scope.Word(), scope);
            if (scope is Scope.ChangesWrite)
                _changers.Add(issued.Token.ActorId);
            _callers.Add(new($"token {scope.Word()}", [Bearer(issued.Secret)], null, scope.Word(), IsWall: false));
            _callers.Add(Caller.Pretender("token, cut short", Bearer(issued.Secret[..^3])));
            _callers.Add(Caller.Pretender("token, twice", Bearer(issued.Secret), Bearer(issued.Secret)));
            _callers.Add(Caller.Pretender("token, as another scheme", new Header("Authorization", $"Basic {issued.Secret}")));
        }

        var revoked = await IssueAsync(book, "revoked", Scope.Read);
        await book.RevokeAsync(revoked.Token.Id, Actor.System, CancellationToken.None);
        _callers.Add(Caller.Pretender("token, revoked", Bearer(revoked.Secret)));
        var (late, template) = (TokenSecret.New(), revoked.Token);
        var expired = new ApiToken { Id = Guid.CreateVersion7(template.IssuedAt), Name = "expired", Scopes = template.Scopes, IssuedAt = template.IssuedAt.AddDays(-2), IssuedBy = template.IssuedBy, ExpiresAt = template.IssuedAt.AddDays(-1) };
        await kept.IssueAsync(new(expired, [.. TokenSecret.HashOf(late)]), Actor.System, CancellationToken.None);
        _callers.Add(Caller.Pretender("token, expired", Bearer(late)));
        _callers.Add(Caller.Pretender("token, made up", Bearer(TokenSecret.New())));
        _callers.Add(Caller.Pretender("token, without end", Bearer(TokenSecret.Prefix + new string('A', 5000))));
        var (wall, _) = await walls.AddAsync("Hall", Actor.System, CancellationToken.None);
        _callers.Add(new("wall screen", [new("Cookie", $"__Host-mission-wall={wall}")], null, null, IsWall: true));
        _callers.Add(Caller.Pretender("wall, made up", new Header("Cookie", $"__Host-mission-wall={TokenSecret.New()}")));
        Secrets.AddRange([wall!, revoked.Secret, late]);
        await people.AddAsync("Victor", Email, Password, Password, Role.Viewer, isFirst: false, Actor.System, CancellationToken.None);
    }

    /// <summary>Signs the viewer in and takes what forms everybody is given.</summary>
    public async Task EnterAsync(Uri address, IEnumerable<Door> doors)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        var cookie = await SignInAsync(client, Email, Password);
        _callers.Add(Caller.Pretender("session, mangled", new Header("Cookie", Mangle(cookie))));
        _callers.Add(Caller.Pretender("session, cut short", new Header("Cookie", cookie[..^20])));
        _callers.Add(Caller.Pretender("session beside a bad token", new Header("Cookie", cookie), Bearer(TokenSecret.New())));
        _callers.Add(new("viewer", [new("Cookie", cookie)], nameof(Role.Viewer), null, IsWall: false));
        Secrets.Add(cookie[(Session.Length + 1)..]);
        foreach (var index in (int[])[0, _callers.Count - 1])
        {
            var caller = _callers[index];
            var forms = new List<Form>();
            foreach (var door in doors.Where(door => door.IsPage && door.IsFor(caller) && door.Methods.Contains("GET")))
                forms.AddRange(await FormsAsync(client, caller, door.Address.Replace("{Id}", "fed", StringComparison.Ordinal), door.Address));
            _callers[index] = caller with { Forms = [.. forms] };
        }
    }

    /// <summary>The cookie of a new session, as a browser sends it.</summary>
    public static async Task<string> SignInAsync(HttpClient client, string email, string password)
    {
        using var answer = await TryAsync(client, await SignInFormAsync(client), email, password);
        return answer.Headers.TryGetValues("Set-Cookie", out var given) && given.FirstOrDefault(static one => one.StartsWith(Session + "=", StringComparison.Ordinal)) is { } cookie
            ? cookie.Split(';')[0]
            : throw new InvalidOperationException($"{email} was not let in: {(int)answer.StatusCode}");
    }

    /// <summary>The form of the sign-in page, as a stranger gets it.</summary>
    public static async Task<Form> SignInFormAsync(HttpClient client) => (await FormsAsync(client, Caller.Stranger, "/sign-in", "/sign-in"))[0];

    public static async Task<HttpResponseMessage> TryAsync(HttpClient client, Form form, string email, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, form.Address);
        request.Headers.Add("Cookie", form.Cookie);
        request.Content = new FormUrlEncodedContent([.. form.Hidden.Select(static field => KeyValuePair.Create(field.Name, field.Value)), new("Entry.Email", email), new("Entry.Password", password)]);
        return await client.SendAsync(request);
    }

    /// <summary>May this stand in the journal after nothing but attacks?</summary>
    public bool MayJournal(string kind, string actor) =>
        actor == Actor.System.Id || kind is "sign-in.refused" or "access.refused" or "token.used" || (kind == "change.told" && _changers.Contains(actor));

    private static async Task<Form[]> FormsAsync(HttpClient client, Caller caller, string at, string door)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, at);
        foreach (var header in caller.Shows)
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        using var page = await client.SendAsync(request);
        var html = await page.Content.ReadAsStringAsync();
        var cookie = page.Headers.TryGetValues("Set-Cookie", out var given) ? string.Join("; ", given.Select(static one => one.Split(';')[0])) : "";
        return [.. from body in FormTag().Matches(html).Select(static match => match.Value)
                   let inputs = Input().Matches(body).Select(static match => match.Value).Where(static input => Attribute(input, "name") is not null).ToArray()
                   // A form with nothing to fill in ends sessions: the caller's own right, and the end of the attack.
                   where inputs.Any(static input => Attribute(input, "type") != "hidden")
                   select new Form(
                       door, cookie,
                       [.. inputs.Where(static input => Attribute(input, "type") == "hidden").Select(static input => new Header(Attribute(input, "name")!, Attribute(input, "value") ?? ""))],
                       [.. inputs.Where(static input => Attribute(input, "type") != "hidden").Select(static input => Attribute(input, "name")!)])];
    }

    private async Task<IssuedToken> IssueAsync(TokenBook book, string name, Scope scope)
    {
        var answer = await book.IssueAsync(new($"Attack {name}", [scope.Word()], null), Actor.System, CancellationToken.None);
        Secrets.Add(answer.Issued!.Secret);
        return answer.Issued;
    }

    private static Header Bearer(string secret) => new("Authorization", $"Bearer {secret}");

    private static string Mangle(string cookie) => cookie[..40] + (cookie[40] == 'A' ? 'B' : 'A') + cookie[41..];

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"\\s{name}=\"(?<value>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)) is { Success: true } match
            ? System.Net.WebUtility.HtmlDecode(match.Groups["value"].Value)
            : null;

    [GeneratedRegex("<form.*?</form>", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex FormTag();

    [GeneratedRegex("<(input|select|textarea)[^>]*>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Input();
}
