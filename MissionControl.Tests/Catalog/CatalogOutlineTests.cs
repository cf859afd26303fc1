using MissionControl.Core.Catalog;

namespace MissionControl.Tests.Catalog;

public sealed class CatalogOutlineTests : IDisposable
{
    private readonly CatalogFolder _folder = new CatalogFolder().With("a.yaml", CatalogFolder.Minimum).With("runbooks/sign-ins.md", "# Sign-ins\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_catalog_has_added_all_it_holds() => Assert.Equal(
        """{"bpms":{"added":["sign-ups"]},"runbooks":{"added":["sign-ins"]},"services":{"added":["identity"]},"sources":{"added":["main"]}}""",
        CatalogOutline.Changes([], Loaded().Outline).ToJsonString());

    [Fact]
    public void What_came_went_and_changed_is_told_by_section_and_id()
    {
        var before = Loaded();
        _folder.With("a.yaml", CatalogFolder.Minimum.Replace("identity", "accounts", StringComparison.Ordinal).Replace("New renters.", "Renters.", StringComparison.Ordinal));
        _folder.With("b.yaml", "organisation: { name: Rentals }\n");
        _folder.With("runbooks/sign-ins.md", "# Sign-ins\nLook again.\n");
        Assert.Equal(
            """{"bpms":{"changed":["sign-ups"]},"organisation":{"added":["organisation"]},"runbooks":{"changed":["sign-ins"]},"services":{"added":["accounts"],"removed":["identity"]}}""",
            CatalogOutline.Changes(before.Outline, Loaded().Outline).ToJsonString());
    }

    [Theory]
    [InlineData("means: New renters.\n    kind: rate", "kind: rate\n    means: New renters.")]
    [InlineData("means: New renters.", "means: New renters. # people who hire")]
    [InlineData("means: New renters.", "means: 'New renters.'")]
    public void How_it_is_written_does_not_count(string text, string other)
    {
        var before = Loaded();
        _folder.With("a.yaml", CatalogFolder.Minimum.Replace(text, other, StringComparison.Ordinal));
        Assert.NotEqual(before.Fingerprint, Loaded().Fingerprint);
        Assert.Equal("{}", CatalogOutline.Changes(before.Outline, Loaded().Outline).ToJsonString());
    }

    [Fact]
    public void The_value_of_a_secret_is_not_in_it()
    {
        const string Secret = """
            sources:
              - id: main
                prometheus: { url: "http://127.0.0.1:9090", bearer: "${env:TOKEN}" }

            """;
        _folder.With("a.yaml", Secret);
        _folder.Environment["TOKEN"] = "hunter2";
        var before = Loaded();
        _folder.Environment["TOKEN"] = "hunter3";
        Assert.Equal(before.Outline.ToJsonString(), Loaded().Outline.ToJsonString());
    }

    private LoadedCatalog Loaded() => _folder.Read().Loaded!;
}
