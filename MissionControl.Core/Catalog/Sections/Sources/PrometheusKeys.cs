using System.Collections.Immutable;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Catalog.Keys;

namespace MissionControl.Core.Catalog.Sections.Sources;

/// <summary><c>prometheus:</c> a Prometheus, or anything with its HTTP API.</summary>
internal static class PrometheusKeys
{
    private static readonly Key<string> User = Key.Required("user", SecretShape.Anything, "May be ${env:NAME} or ${file:PATH}.");
    private static readonly Key<string> Password = Key.Required("password", SecretShape.Anything, "${env:NAME} or ${file:PATH}.");
    private static readonly Shape<BasicSignIn> BasicShape = new ObjectShape<BasicSignIn>("basic sign-in", [User, Password], fields => new(fields.Get(User, ""), fields.Get(Password, "")));

    private static readonly Key<Uri> Url = Key.Required("url", new UrlShape(), "Absolute http or https address; a path is a prefix before /api/v1.");
    private static readonly Key<ImmutableDictionary<string, string>> Headers = Key.Optional("headers", new HeadersShape(), "Sent with every request, for example X-Scope-OrgID.");
    private static readonly Key<string> Bearer = Key.Optional("bearer", SecretShape.Header, "A bearer token: ${env:NAME} or ${file:PATH}.");
    private static readonly Key<BasicSignIn> Basic = Key.Optional("basic", BasicShape, "A user and password, instead of a bearer token.");
    private static readonly Key<string> Ca = Key.Optional("ca", new FileShape(), "A PEM file with the certificate authorities to trust instead of the system's, relative to the catalog folder.");
    private static readonly Key<TimeSpan> Timeout = Key.Optional("timeout", new DurationShape(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2)), "For one answer (1s to 2m, default 10s).");
    private static readonly Key<int> Concurrency = Key.Optional("concurrency", new WholeNumberShape(1, 64), "Requests at one time (1 to 64, default 4).");

    private static readonly Key<LabelSet> RuleLabels = Key.Optional("labels", new LabelsShape(), "Labels its alerts carry elsewhere, as external_labels gives them, so that each is one alert however it comes.");
    private static readonly Key<LabelSet> Rules = Key.Optional(
        "rules", new ObjectShape<LabelSet>("rules", [RuleLabels], static fields => fields.Get(RuleLabels, LabelSet.Empty)), "Follow its alerting rules, without an Alertmanager; {} is enough.");

    public static readonly SourceKind Kind = new(Key.Optional(
        "prometheus",
        new ObjectShape<Func<string, SourceDefinition?>>("a Prometheus source", [Url, Headers, Bearer, Basic, Ca, Timeout, Concurrency, Rules], Build),
        "A Prometheus, or anything with its HTTP API: Thanos, Mimir, VictoriaMetrics."));

    private static Func<string, SourceDefinition?> Build(Fields fields)
    {
        if (fields.Has(Bearer) && fields.Has(Basic))
            fields.Problem(Basic, "give 'bearer' or 'basic', not both");
        if (fields.Find(Url) is not { } url)
            return _ => null;
        var basic = fields.Find(Basic);
        return id => new PrometheusSourceDefinition(id)
        {
            Url = url,
            Headers = fields.Get(Headers, ImmutableDictionary<string, string>.Empty),
            Bearer = fields.Find(Bearer),
            BasicUser = basic?.User,
            BasicPassword = basic?.Password,
            CaFile = fields.Find(Ca),
            Timeout = fields.Get(Timeout, TimeSpan.FromSeconds(10)),
            Concurrency = fields.Get(Concurrency, 4),
            RuleLabels = fields.Find(Rules),
        };
    }

    /// <summary>Not a record: records print their members.</summary>
    private sealed class BasicSignIn(string user, string password)
    {
        public string User { get; } = user;

        public string Password { get; } = password;
    }
}
