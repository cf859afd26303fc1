using System.Text;
using System.Text.Json.Nodes;
using MissionControl.Core.Bpms;
using MissionControl.Core.Catalog;
using YamlDotNet.RepresentationModel;

namespace MissionControl.Tests.Catalog;

public sealed class DemoCatalogTests
{
    [Fact]
    public void It_is_good_and_shows_every_kind_tier_and_stage()
    {
        var reading = new CatalogReader().Read(CatalogFolder.Demo);
        Assert.Empty(reading.Problems);
        var definitions = reading.Loaded!.Definitions;
        Assert.Equal((12, 8, 4), (definitions.Bpms.Length, definitions.Services.Length, definitions.Audiences.Length));
        Assert.Equal(Enum.GetValues<BpmKind>(), definitions.Bpms.Select(bpm => bpm.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<Tier>(), definitions.Bpms.Select(bpm => bpm.Tier).Distinct().Order());
        Assert.Equal(Enum.GetValues<Stage>(), definitions.Bpms.Select(bpm => bpm.Stage).OfType<Stage>().Distinct().Order());
        Assert.All(definitions.Bpms.Where(bpm => bpm.Tier == Tier.Critical), bpm => Assert.NotNull(bpm.Runbook));
    }

    [Fact]
    public void Every_runbook_keeps_to_the_template()
    {
        string[] template = ["## What it looks like", "## Who is hurt", "## Check", "## Fix", "## Back out", "## Tell whom"];
        Assert.All(
            Directory.GetFiles(Path.Combine(CatalogFolder.Demo, "runbooks")),
            path => Assert.Equal(template, File.ReadLines(path).Where(line => line.StartsWith("## ", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("catalog.md", 3)]
    [InlineData("pushing.md", 1)]
    public void The_examples_of_the_how_to_are_good(string page, int count)
    {
        var blocks = File.ReadAllText(Path.Combine(CatalogFolder.Repository, "docs", page)).Split("```yaml\n").Skip(1).Select(rest => rest.Split("```")[0]);
        var examples = blocks.Where(block => block.Contains("sources:", StringComparison.Ordinal)).ToArray();
        Assert.Equal(count, examples.Length);
        foreach (var example in examples)
        {
            using var folder = new CatalogFolder()
                .With("catalog.yaml", example)
                .With("secrets/prometheus-token", "token")
                .With("certificates/our-authority.pem", "");
            Assert.Empty(folder.Problems());
        }
    }

    [Fact]
    public void The_published_schema_is_the_one_the_reader_reads_by()
    {
        var published = File.ReadAllText(Path.Combine(CatalogFolder.Repository, "docs", "catalog.schema.json"));
        Assert.True(published == CatalogSchema.Write(), "docs/catalog.schema.json is old: write it anew with check-catalog --schema");
    }

    [Fact]
    public void Its_keys_are_all_in_the_published_schema()
    {
        var schema = JsonNode.Parse(CatalogSchema.Write())!;
        foreach (var path in Directory.GetFiles(CatalogFolder.Demo, "*.yaml"))
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(File.ReadAllText(path)));
            AssertFits(yaml.Documents[0].RootNode, schema, Path.GetFileName(path));
        }
    }

    [Fact]
    public void However_it_is_damaged_the_answer_is_a_catalog_or_problems()
    {
        var random = new Random(20261121);
        var files = Directory.GetFiles(CatalogFolder.Demo, "*.yaml").ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
        var names = files.Keys.Order(StringComparer.Ordinal).ToArray();
        var (good, bad) = (0, 0);
        for (var round = 0; round < 300; round++)
        {
            using var folder = new CatalogFolder();
            foreach (var (name, bytes) in files)
                folder.With(name, bytes);
            foreach (var runbook in Directory.GetFiles(Path.Combine(CatalogFolder.Demo, "runbooks")))
                folder.With($"runbooks/{Path.GetFileName(runbook)}", File.ReadAllText(runbook));
            var victim = names[random.Next(names.Length)];
            folder.With(victim, Damage(files[victim], random));

            var reading = folder.Read();

            Assert.Equal(reading.Loaded is null, reading.Problems.Length > 0);
            Assert.All(reading.Problems, problem => Assert.True(problem is { Line: >= 0, Column: >= 0, Words.Length: > 0 and < 2000 } && !problem.Words.Any(char.IsControl), problem.ToString()));
            _ = reading.Loaded is null ? bad++ : good++;
        }

        Assert.True(good > 10 && bad > 100, $"the damage should be mixed: {good} good, {bad} bad");
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var lines = text.Split('\n').ToList();
        var (at, line) = (random.Next(text.Length), random.Next(lines.Count));
        const string Signs = "{}[]:,-&*!|>'\"%@`?#~\t\n 0a\u00e9\u0001";
        switch (random.Next(8))
        {
            case 0: return bytes[..random.Next(bytes.Length)];
            case 1: return Encoding.UTF8.GetBytes(text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at)));
            case 2: return Encoding.UTF8.GetBytes(text.Insert(at, Signs[random.Next(Signs.Length)].ToString()));
            case 3: lines.RemoveAt(line); break;
            case 4: lines.Insert(line, lines[random.Next(lines.Count)]); break;
            case 5: lines[line] = new string(' ', random.Next(8)) + lines[line].TrimStart(); break;
            case 6: lines[line] = lines[line].Split(':')[0] + ": " + new[] { "", "[]", "{}", "-1", "null", "*x", "&x y", "9e999", "[[[[", "true", "'", "${env:X}" }[random.Next(12)]; break;
            default:
                bytes = [.. bytes];
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
        }

        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    /// <summary>A structural check, enough to notice a key or word the schema lacks: no schema library is on the feed.</summary>
    private static void AssertFits(YamlNode node, JsonNode schema, string place)
    {
        var form = node switch { YamlMappingNode => "object", YamlSequenceNode => "array", _ => null };
        if (form is not null && schema["anyOf"] is JsonArray forms)
            schema = forms.First(one => (string?)one!["type"] == form)!;
        switch (node)
        {
            case YamlMappingNode map:
                foreach (var (key, value) in map.Children)
                {
                    var name = ((YamlScalarNode)key).Value!;
                    var next = schema["properties"]?[name] ?? schema["additionalProperties"] as JsonObject;
                    Assert.True(next is not null, $"{place}: '{name}' is not in the schema");
                    AssertFits(value, next, $"{place}/{name}");
                }

                foreach (var required in schema["required"]?.AsArray() ?? [])
                    Assert.True(map.Children.ContainsKey(new YamlScalarNode((string)required!)), $"{place}: '{required}' is required");
                break;
            case YamlSequenceNode list:
                Assert.Contains("array", schema["type"]!.ToJsonString(), StringComparison.Ordinal);
                foreach (var item in list)
                    AssertFits(item, schema["items"]!, $"{place}[]");
                break;
            case YamlScalarNode scalar when schema["enum"] is JsonArray words:
                Assert.Contains(scalar.Value, words.Select(word => (string)word!));
                break;
            case YamlScalarNode scalar when schema["pattern"] is { } pattern:
                Assert.Matches((string)pattern!, scalar.Value!);
                break;
        }
    }
}
