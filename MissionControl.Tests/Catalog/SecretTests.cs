namespace MissionControl.Tests.Catalog;

public sealed class SecretTests
{
    private const string Value = "open-sesame-4711";

    [Fact]
    public void Secrets_come_from_the_environment_and_from_files()
    {
        using var folder = Folder("""{ url: "https://${env:HOST}/p", headers: { Authorization: "Token ${env:TOKEN}" }, basic: { user: board, password: "${file:secret/password}" } }""")
            .With("secret/password", Value + "\n");
        folder.Environment["HOST"] = "metrics.example";
        folder.Environment["TOKEN"] = "abc";

        var reading = folder.Read();

        var source = Assert.IsType<Core.Catalog.PrometheusSourceDefinition>(Assert.Single(reading.Loaded!.Sources));
        Assert.Equal(new Uri("https://metrics.example/p"), source.Url);
        Assert.Equal("Token abc", source.Headers["authorization"]);
        Assert.Equal(("board", Value), (source.BasicUser, source.BasicPassword));
        Assert.Equal([Path.Combine(folder.Path, "secret", "password")], reading.SecretFiles.ToArray());
        Assert.DoesNotContain(Value, reading.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("${env:GONE}", "the environment variable GONE is not set")]
    [InlineData("${env:EMPTY}", "the environment variable EMPTY is empty")]
    [InlineData("${env:}", "${env:NAME} needs the name of an environment variable: letters, digits and '_'")]
    [InlineData("${file:gone}", "the secret file gone does not exist (paths are relative to the catalog folder)")]
    [InlineData("${file:blank}", "the secret file blank is empty")]
    [InlineData("${TOKEN}", "'${…}' takes ${env:NAME} or ${file:PATH}; did you mean '${env:TOKEN}'?")]
    [InlineData("${vault:TOKEN}", "'${…}' takes ${env:NAME} or ${file:PATH}; did you mean '${env:TOKEN}'?")]
    [InlineData("${env:TOKEN", "a '${' here is not closed with '}'")]
    public void A_secret_that_is_not_there_is_named(string reference, string expected)
    {
        using var folder = Folder($$"""{ url: "http://localhost", bearer: "{{reference}}" }""").With("blank", "\n");
        folder.Environment["EMPTY"] = "";
        Assert.Equal([$"a.yaml:3:52: {expected}"], folder.Problems());
    }

    [Theory]
    [InlineData("""{ url: "${env:TOKEN}" }""", "3:24: expected an absolute address such as https://prometheus.example:9090")]
    [InlineData("""{ url: "http://${env:TOKEN}:x@h/" }""", "3:24: an address must not hold a user or password; give them as 'basic'")]
    [InlineData("""{ url: "http://h/?${env:TOKEN}" }""", "3:24: an address must not hold a '?' or '#' part")]
    [InlineData("""{ url: "http://h", bearer: "${env:LINES}" }""", "3:44: this text has a line break or control character in it once its secrets are filled in")]
    [InlineData("""{ url: "http://h", bearer: "${env:TOKEN}é" }""", "3:44: this text is sent as a header, so it must be plain ASCII once its secrets are filled in")]
    [InlineData("""{ url: "http://h", bearer: *open-sesame-4711 }""", "3:44: this alias names no anchor above it in this file; put a text that begins with '*' in quotes")]
    [InlineData("""{ url: "http://h", basic: open-sesame-4711 }""", "3:43: expected basic sign-in with its keys (user, password), found a single value")]
    [InlineData("""{ url: "http://h", headers: open-sesame-4711 }""", "3:45: expected header names with their values, found a single value")]
    public void A_problem_never_shows_a_secret(string settings, string expected)
    {
        using var folder = Folder(settings);
        folder.Environment["TOKEN"] = Value;
        folder.Environment["LINES"] = Value + "\nX-Evil: 1";
        var problems = folder.Problems();
        Assert.Equal([$"a.yaml:{expected}"], problems);
        Assert.DoesNotContain(Value, problems[0], StringComparison.Ordinal);
    }

    private static CatalogFolder Folder(string settings) => new CatalogFolder().With("a.yaml", $"sources:\n  - id: main\n    prometheus: {settings}\n");
}
