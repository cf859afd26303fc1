using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Bpms;
using MissionControl.Core.Catalog;
using MissionControl.Core.OnCall;

namespace MissionControl.Tests.Catalog;

public sealed class TellingCatalogTests
{
    private const string Secret = "open-sesame-4711";

    private const string Good =
        """
        mail: { host: smtp.example.org, from: mission@example.org, user: mission, password: "${env:SECRET}" }
        destinations:
          - id: ops
            slack: { token: "${env:SECRET}", channel: C024BE91L, signingSecret: "${env:SECRET}" }
          - id: offices
            email: { to: [offices@example.org, desk@example.org] }
          - id: duty
            email: {}
          - id: machine
            webhook: { url: "https://hooks.example.org/in?key=${env:SECRET}", secret: "${env:SECRET}" }
        rotas:
          - id: platform
            name: Platform
            zone: Europe/London
            people: [{ name: Ada, email: ada@example.org, slack: U024BE7LH }, { name: Bo }]
            rotation: { start: 2026-11-02, every: week, people: [Ada, Bo], exceptions: [{ from: 2026-11-16, person: Bo }] }
        routes:
          - { id: on-call, to: ops, audience: Responder, urgency: warning, services: [identity], onDuty: platform }
          - { id: offices, to: offices, audience: LocalOffice, when: working-hours, bpms: [sign-ups] }
          - { id: duty, to: duty, audience: Responder, onDuty: platform }
          - { id: machine, to: machine, audience: Responder, wakes: false }

        """;

    [Fact]
    public void Destinations_routes_and_rotas_are_read()
    {
        using var folder = Folder(Good);
        var loaded = folder.Read().Loaded;
        Assert.Empty(folder.Problems());
        Assert.Equal(["ops", "offices", "duty", "machine"], loaded!.Destinations.Select(destination => destination.Id));
        Assert.Equal(
            [new("ops", DestinationKind.Slack, "C024BE91L"), new("offices", DestinationKind.Email, "offices@example.org, desk@example.org"), new("duty", DestinationKind.Email, "whoever is on duty"), new("machine", DestinationKind.Webhook, "hooks.example.org")],
            loaded.Definitions.Destinations.ToArray());
        var route = loaded.Definitions.Routes[0];
        Assert.Equal(("ops", Audience.Responder, Urgency.Warning, RouteTime.Always, true, "platform"), (route.To, route.Audience, route.AtLeast, route.When, route.Wakes, route.OnDuty));
        Assert.Equal(RouteTime.WorkingHours, loaded.Definitions.Routes[1].When);
        Assert.False(loaded.Definitions.Routes[3].Wakes);
        var email = Assert.IsType<EmailDestinationDefinition>(loaded.Destinations[1]);
        Assert.Equal(("smtp.example.org", 587, MailTls.Starttls, Secret), (email.Server.Host, email.Server.Port, email.Server.Tls, email.Server.Password));
        var rota = Assert.Single(loaded.Definitions.Rotas);
        Assert.Equal("Bo", OnDuty.At(rota, new(2026, 11, 17, 0, 0, 0, TimeSpan.Zero))!.Person.Name);
    }

    [Fact]
    public void Nothing_prints_a_secret_and_the_same_files_give_the_same_destinations()
    {
        using var folder = Folder(Good);
        var (first, second) = (folder.Read().Loaded!.Destinations, folder.Read().Loaded!.Destinations);
        Assert.DoesNotContain(Secret, string.Join(' ', first.Select(destination => destination.ToString())), StringComparison.Ordinal);
        Assert.Contains("smtp.example.org", ((EmailDestinationDefinition)first[1]).Server.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, ((EmailDestinationDefinition)first[1]).Server.ToString(), StringComparison.Ordinal);
        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Theory]
    [InlineData("    slack: {", "    slcak: {", "b.yaml:4:5: unknown key 'slcak' in a destination; did you mean 'slack'?")]
    [InlineData("to: machine", "to: machina", "b.yaml:21:24: unknown destination 'machina'; did you mean 'machine'?")]
    [InlineData("offices@example.org,", "\"a@b@c\",", "b.yaml:6:19: expected an e-mail address such as ops@example.org, found the text 'a@b@c'")]
    [InlineData("https://hooks", "http://hooks", "b.yaml:10:21: expected https: what is sent there holds secrets (http only within this machine)")]
    [InlineData("smtp.example.org,", "smtp.example.org, tls: none,", "b.yaml:1:38: e-mail may go unencrypted to this machine only (host: 127.0.0.1)")]
    [InlineData("people: [Ada, Bo]", "people: [Ada, Boo]", "b.yaml:16:15: 'Boo' is not among the people of this rota; did you mean 'Bo'?")]
    [InlineData("from: 2026-11-16", "from: 2026-11-17", "b.yaml:16:15: weeks of this rota begin on a Monday, and 2026-11-17 is a Tuesday")]
    [InlineData("audience: Responder, wakes: false", "audience: Responder, onDuty: platform", "b.yaml:21:62: a webhook has nobody on duty: 'onDuty' is for Slack and e-mail")]
    [InlineData("to: duty, audience: Responder, onDuty: platform", "to: duty, audience: Responder", "b.yaml:20:21: the destination 'duty' names no address: give it 'to:', or this route a rota by 'onDuty:'")]
    [InlineData("when: working-hours", "when: daytime", "b.yaml:19:62: expected a time (always, working-hours, night), found the text 'daytime'")]
    public void What_is_wrong_is_said_with_its_place(string was, string now, string expected)
    {
        using var folder = Folder(Good.Replace(was, now, StringComparison.Ordinal));
        Assert.Contains(expected, folder.Problems());
    }

    [Fact]
    public void An_incoming_webhook_of_Slack_is_a_kind_of_its_own_whose_address_is_a_secret()
    {
        using var folder = Folder("destinations:\n  - id: ops\n    slackWebhook: { url: \"https://hooks.slack.com/services/${env:SECRET}\" }\n");
        var loaded = folder.Read().Loaded!;
        Assert.Equal(new Destination("ops", DestinationKind.SlackWebhook, "hooks.slack.com"), Assert.Single(loaded.Definitions.Destinations));
        Assert.DoesNotContain(Secret, Assert.Single(loaded.Destinations).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Email_without_a_server_is_a_problem()
    {
        using var folder = Folder("destinations:\n  - id: offices\n    email: { to: [a@example.org] }\n");
        Assert.Equal(["b.yaml:2:5: e-mail needs the server that takes it: give it once under 'mail:'"], folder.Problems());
    }

    private static CatalogFolder Folder(string text)
    {
        var folder = new CatalogFolder().With("a.yaml", CatalogFolder.Minimum).With("b.yaml", text);
        folder.Environment["SECRET"] = Secret;
        return folder;
    }
}
