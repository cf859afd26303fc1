using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Options;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Account.SingleSignOn;

/// <summary>
/// The framework's OAuth 2 code flow with PKCE, with what it leaves to us: the userinfo, our public address, and a way back that is an
/// endpoint like any other, with its decision who may use it and its limits.
/// </summary>
internal sealed class ProviderHandler(IOptionsMonitor<OAuthOptions> options, ILoggerFactory logger, UrlEncoder encoder, SignInSettings settings)
    : OAuthHandler<OAuthOptions>(options, logger, encoder)
{
    public const string Name = "Provider";

    private static readonly object _isEndpoint = new();
    private static readonly object _wordKey = new();
    private static readonly object _backKey = new();
    private static readonly JsonDocumentOptions _shallow = new() { MaxDepth = 16 };

    /// <summary>Who came back, once their ticket was made.</summary>
    public static ProviderWord WordOf(HttpContext context) => (ProviderWord)context.Items[_wordKey]!;

    /// <summary>Where they wanted to go, as far as that is known: the framework forgets it with every exception.</summary>
    public static string? BackOf(HttpContext context) => (string?)context.Items[_backKey];

    /// <summary>The way back from the provider.</summary>
    public static async Task ComeBackAsync(HttpContext context, IAuthenticationHandlerProvider handlers)
    {
        context.Items[_isEndpoint] = true;
        if (await handlers.GetHandlerAsync(context, Name) is not ProviderHandler handler || !await handler.HandleRequestAsync())
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    // Authentication asks at every request, before limits are; the endpoint asks again.
    public override Task<bool> ShouldHandleRequestAsync() => Task.FromResult(Context.Items.ContainsKey(_isEndpoint));

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri) => base.BuildChallengeUrl(properties, BackTo(redirectUri));

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        Context.Items[_backKey] = context.Properties.RedirectUri;
        try
        {
            var answer = await base.ExchangeCodeAsync(new(context.Properties, context.Code, BackTo(context.RedirectUri)));
            if (answer.Error is not null || string.IsNullOrEmpty(answer.AccessToken))
                throw new ProviderRefusal(ProviderReason.Answer, answer.Error?.Message ?? "no access token");
            return answer;
        }
        catch (Exception failure) when (IsOutside(failure))
        {
            throw Refusal("token endpoint", failure);
        }
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Options.UserInformationEndpoint);
            request.Headers.Accept.ParseAdd("application/json");
            request.Headers.Authorization = new("Bearer", tokens.AccessToken);
            using var answer = await Backchannel.SendAsync(request, Context.RequestAborted);
            if (!answer.IsSuccessStatusCode)
                throw new ProviderRefusal((int)answer.StatusCode >= 500 ? ProviderReason.Unreachable : ProviderReason.Answer, $"userinfo endpoint: {(int)answer.StatusCode}");
            using var userInfo = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Context.RequestAborted), _shallow);
            Context.Items[_wordKey] = ProviderWord.Read(userInfo.RootElement, settings.Provider!.Fields)
                ?? throw new ProviderRefusal(ProviderReason.Incomplete, "userinfo endpoint: no id, name or e-mail address");
            return new(new ClaimsPrincipal(identity), properties, Name);
        }
        catch (Exception failure) when (IsOutside(failure))
        {
            throw Refusal("userinfo endpoint", failure);
        }
    }

    // What was not JSON may be anything: its words are not repeated.
    private static ProviderRefusal Refusal(string where, Exception failure) =>
        new(failure is JsonException ? ProviderReason.Answer : ProviderReason.Unreachable, $"{where}: {(failure as HttpRequestException)?.HttpRequestError.ToString() ?? failure.GetType().Name}");

    private bool IsOutside(Exception failure) =>
        failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !Context.RequestAborted.IsCancellationRequested);

    private string BackTo(string asAsked) => settings.Provider?.PublicAddress is { } address ? address.GetLeftPart(UriPartial.Authority) + Routes.SignInBack : asAsked;
}
