using System.Text;
using MissionControl.Core.Catalog.Sections.Status;
using MissionControl.Core.StatusPage;
using MissionControl.Tests.Support;
using MissionControl.Web.StatusPage;

namespace MissionControl.Tests.Catalog;

public sealed class StatusPageCatalogTests
{
    [Fact]
    public void The_demo_has_a_status_page_whose_components_cover_every_service()
    {
        var definitions = CatalogFolderReading().Definitions;
        Assert.Equal("Unicorn Rentals status", definitions.StatusPage.Name);
        Assert.Equal(6, definitions.Components.Length);
        Assert.Equal(definitions.Services.Select(static service => service.Id).Order(), definitions.Components.SelectMany(static component => component.Services).Order());
        Assert.Equal(Worsening.ByHand, definitions.Components.Single(static component => component.Id == "messages").Worsens);
    }

    [Fact]
    public void Without_words_it_has_the_usual_ones()
    {
        using var folder = new CatalogFolder().With("catalog.yaml", CatalogFolder.Minimum + "components:\n  - { id: sign-in, name: Sign-in, services: [identity] }\n");
        var definitions = folder.Read().Loaded!.Definitions;
        Assert.Equal(StatusPageDefinition.Usual, definitions.StatusPage);
        Assert.Equal((Worsening.AtOnce, ""), (definitions.Components[0].Worsens, definitions.Components[0].Group));
    }

    [Theory]
    [InlineData("components:\n  - { id: sign-in, name: Sign-in, services: [] }\n", "catalog.yaml:14:45: a component is made of at least one service")]
    [InlineData("components:\n  - { id: sign-in, name: Sign-in }\n", "catalog.yaml:14:5: a component needs the key 'services'")]
    [InlineData("components:\n  - { id: sign-in, name: Sign-in, services: [identty] }\n", "catalog.yaml:14:46: unknown service 'identty'; did you mean 'identity'?")]
    [InlineData("components:\n  - { id: sign-in, name: Sign-in, services: [identity], worsens: never }\n", "catalog.yaml:14:66: expected how it worsens (at-once, by-hand), found the text 'never'")]
    [InlineData("statusPage: { colour: \"#ffcc00\" }\n", "catalog.yaml:13:23: this colour on #ffffff has a contrast of 1.5 to 1; people need 4.5")]
    [InlineData("statusPage: { colour: blue }\n", "catalog.yaml:13:23: expected a colour such as \"#1f5fae\", in quotes, found the text 'blue'")]
    [InlineData("statusPage: { logo: \"https://example.org/logo.png\" }\n", "catalog.yaml:13:21: a logo is '<svg …>' as text, or 'data:image/png;base64,' and a PNG in base64")]
    [InlineData("statusPage: { logo: \"<svg>\" }\n", "catalog.yaml:13:21: the picture must begin with <svg xmlns=\"http://www.w3.org/2000/svg\"")]
    [InlineData("statusPage: { logo: \"<svg xmlns='http://www.w3.org/2000/svg'/>\" }\n", "catalog.yaml:13:21: the picture needs a viewBox, which says how wide it is for its height")]
    [InlineData("statusPage: { logo: \"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><SCRIPT/></svg>\" }\n", "catalog.yaml:13:21: a logo can have no <SCRIPT>: nothing in it runs or is loaded")]
    [InlineData("statusPage: { logo: \"data:image/png;base64,aGVsbG8=\" }\n", "catalog.yaml:13:21: This is no PNG, JPEG or WebP picture, whatever its name says. A screenshot saved as PNG works.")]
    public void What_is_wrong_is_told_with_its_place(string more, string problem)
    {
        using var folder = new CatalogFolder().With("catalog.yaml", CatalogFolder.Minimum + more);
        Assert.Equal([problem], folder.Problems());
    }

    [Fact]
    public void A_logo_is_part_of_the_page_and_has_a_size()
    {
        using var folder = new CatalogFolder().With("catalog.yaml", CatalogFolder.Minimum + "statusPage: { logo: \"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>\" }\n");
        var page = folder.Read().Loaded!.Definitions.StatusPage;
        Assert.StartsWith("data:image/svg+xml;base64,", page.Logo, StringComparison.Ordinal);
        var html = Encoding.UTF8.GetString(new StatusEdition(PublicModel.Nothing with { Page = page }, A.Moment, "").Usual.Body.Span);
        Assert.Contains("<img src=\"data:image/svg&#x2B;xml;base64,", html, StringComparison.Ordinal);
        using var large = new CatalogFolder().With("catalog.yaml", CatalogFolder.Minimum + $"statusPage: {{ logo: \"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><desc>{new string('x', 7000)}</desc></svg>\" }}\n");
        Assert.Equal(["catalog.yaml:13:21: a logo can have 6 KB, since it is in every answer; this one has 6.9"], large.Problems());
    }

    [Fact]
    public void It_is_given_once()
    {
        using var folder = new CatalogFolder().With("a.yaml", CatalogFolder.Minimum + "statusPage: { name: One }\n").With("b.yaml", "statusPage: { name: Two }\n");
        Assert.Equal(["b.yaml:1:13: the status page was already given in a.yaml"], folder.Problems());
    }

    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#1f5fae", "#ffffff", 6.38)]
    [InlineData("#8ab9f7", "#171b20", 8.5)]
    public void Contrast_is_as_WCAG_has_it(string one, string other, double expected) => Assert.Equal(expected, ColourShape.Contrast(one, other), 0.2);

    private static Core.Catalog.LoadedCatalog CatalogFolderReading() => new Core.Catalog.CatalogReader().Read(CatalogFolder.Demo).Loaded!;
}
