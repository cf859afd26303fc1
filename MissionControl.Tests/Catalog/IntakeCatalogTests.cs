using MissionControl.Core.Alerts.Intakes;
using MissionControl.Core.Catalog;
using MissionControl.Core.Changes;

namespace MissionControl.Tests.Catalog;

/// <summary>What <c>intakes:</c> may hold, and what is said of the rest.</summary>
public sealed class IntakeCatalogTests
{
    private const string Topic = "arn:aws:sns:eu-west-1:123456789012:alarms";

    [Fact]
    public void Each_kind_is_read()
    {
        var reading = Read(
            $$"""
            services: [{ id: identity, name: Identity }]
            intakes:
              - { id: grafana, grafana: { secret: "${env:HMAC}", timestampHeader: X-When } }
              - { id: amazon, sns: { topics: ["{{Topic}}"] } }
              - { id: flags, launchdarkly: { secret: "${env:HMAC}", service: identity, environment: production } }
              - { id: jobs, generic: { name: $.job, status: $.state, resolved: [ok], labels: { host: $.host } } }
            """);
        Assert.Empty(reading.Problems);
        var intakes = reading.Loaded!.Definitions.Intakes;
        var grafana = Assert.IsType<GrafanaIntake>(intakes[0]);
        Assert.Equal(("very secret", "X-Grafana-Alerting-Signature", "X-When"), (grafana.Secret, grafana.SignatureHeader, grafana.TimestampHeader));
        Assert.Equal(Topic, Assert.Single(Assert.IsType<SnsIntake>(intakes[1]).Topics));
        var flags = Assert.IsType<ChangeIntake>(intakes[2]);
        Assert.Equal((ChangeSender.LaunchDarkly, "very secret", "identity", "production"), (flags.Sender, flags.Secret, flags.Service, flags.Environment));
        var mapping = Assert.IsType<GenericIntake>(intakes[3]).Mapping;
        Assert.Equal(("$.job", "$.state", "host"), (mapping.Name.Path!.Written, mapping.Status!.Written, mapping.Labels[0].Name));
    }

    [Fact]
    public void A_secret_is_never_printed()
    {
        var intakes = Read("intakes:\n  - { id: grafana, grafana: { secret: \"${env:HMAC}\" } }\n  - { id: flags, github: { secret: \"${env:HMAC}\" } }").Loaded!.Definitions.Intakes;
        Assert.All(intakes, intake => Assert.DoesNotContain("very secret", $"{intake}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ id: a }", "an intake needs its kind, one of 'grafana', 'sns', 'generic', 'launchdarkly', 'flagsmith', 'github', 'gitlab'")]
    [InlineData("{ id: a, grafana: {} }", "a Grafana intake needs the key 'secret'")]
    [InlineData("{ id: a, grafana: { secret: \"${env:NONE}\" } }", "the environment variable NONE is not set")]
    [InlineData("{ id: a, grafana: { secret: x, timestampHeader: \"X Y\" } }", "expected the name of a header")]
    [InlineData("{ id: a, grafana: { secret: x }, generic: { name: b } }", "an intake has one kind, and this one has 'grafana' already")]
    [InlineData("{ id: a, launchdarkly: {} }", "a launchdarkly intake needs the key 'secret'")]
    [InlineData("{ id: a, github: { secret: x, environment: [production] } }", "expected a text, found a list")]
    [InlineData("{ id: a, sns: { topics: [] } }", "an SNS intake needs at least one topic")]
    [InlineData("{ id: a, sns: { topics: [alarms] } }", "expected the ARN of a topic")]
    [InlineData("{ id: a, sns: { topics: [\"arn:aws:sns:eu-west-1:123456789012:*\"] } }", "expected the ARN of a topic")]
    [InlineData("{ id: a, generic: { status: $.s, resolved: [ok] } }", "a generic intake needs the key 'name'")]
    [InlineData("{ id: a, generic: { name: $..x } }", "expected a text, or a path into the message")]
    [InlineData("{ id: a, generic: { name: x, alerts: events } }", "expected a path into the message")]
    [InlineData("{ id: a, generic: { name: x, status: $.s } }", "say with 'resolved' which words")]
    [InlineData("{ id: a, generic: { name: x, resolved: [ok] } }", "this needs 'status'")]
    [InlineData("{ id: a, generic: { name: x, status: $.s, firing: [OK], resolved: [ok] } }", "'OK' means that it fires and that it is over")]
    [InlineData("{ id: a, generic: { name: x, labels: { alertname: y } } }", "the label alertname is what 'name' gives")]
    [InlineData("{ id: a, generic: { name: x, labels: [y] } }", "expected names with their texts or paths")]
    [InlineData("{ id: a, generic: { name: x, lables: {} } }", "unknown key 'lables' in a generic intake; did you mean 'labels'?")]
    public void What_is_wrong_is_named_with_its_place(string entry, string words)
    {
        var problem = Assert.Single(Read($"intakes:\n  - {entry}").Problems);
        Assert.Equal(("catalog.yaml", 3), (problem.File, problem.Line));
        Assert.StartsWith(words, problem.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_intakes_of_one_id_are_a_problem() =>
        Assert.Contains("already given", Assert.Single(Read("intakes:\n  - { id: a, generic: { name: x } }\n  - { id: a, generic: { name: y } }").Problems).Words, StringComparison.Ordinal);

    private static CatalogReading Read(string yaml)
    {
        using var folder = new Support.TemporaryFolder();
        File.WriteAllText(folder["catalog.yaml"], $"organisation: {{ name: Rentals, zone: UTC }}\n{yaml}\n");
        return new CatalogReader(static name => name == "HMAC" ? "very secret" : null).Read(folder.Path);
    }
}
