using System.Text;

namespace MissionControl.Tests.Catalog;

/// <summary>Files that are wrong as a whole.</summary>
public sealed class BadFileTests
{
    [Fact]
    public void A_folder_that_is_missing_says_how_to_begin()
    {
        var reading = new Core.Catalog.CatalogReader().Read(Path.Combine(Path.GetTempPath(), "there-is-no-such-catalog"));
        Assert.Null(reading.Loaded);
        Assert.Equal(
            "the catalog folder does not exist: make it and begin with a file catalog.yaml that names a source and a first BPM "
            + "(docs/catalog.md shows one to copy), or set MissionControl:Catalog to the folder that has yours",
            Assert.Single(reading.Problems).Words);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_folder_without_YAML_says_how_to_begin(bool withRunbook)
    {
        using var folder = new CatalogFolder();
        if (withRunbook)
            folder.With("runbooks/x.md", "# X");
        Assert.Null(folder.Read().Loaded);
        Assert.Equal(
            [".:0:0: the catalog folder holds no *.yaml file yet: begin with a file catalog.yaml that names a source and a first BPM "
            + "(docs/catalog.md shows one to copy), or set MissionControl:Catalog to the folder that has yours"],
            folder.Problems());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# only words\n")]
    [InlineData("---\n")]
    [InlineData("bpms:\n")]
    public void An_empty_file_is_fine(string text)
    {
        using var folder = new CatalogFolder().With("a.yaml", CatalogFolder.Minimum).With("b.yaml", text);
        Assert.Empty(folder.Problems());
    }

    [Fact]
    public void A_file_of_ten_megabytes_is_refused_unread()
    {
        using var folder = new CatalogFolder().With("a.yaml", new byte[10 * 1024 * 1024]);
        Assert.Equal(["a.yaml:0:0: this file has 10.0 MB; 1 MB is the most"], folder.Problems());
    }

    [Fact]
    public void A_catalog_of_more_than_eight_megabytes_is_refused()
    {
        using var folder = new CatalogFolder();
        for (var i = 1; i <= 9; i++)
            folder.With($"{i}.yaml", Encoding.UTF8.GetBytes("#" + new string('x', 1000 * 1024)));
        Assert.Equal(["9.yaml:0:0: with this file the catalog is larger than 8 MB in all, which is the most"], folder.Problems());
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_named_by_place_and_number()
    {
        using var folder = new CatalogFolder().With("a.yaml", [.. "# line\n# caf"u8, 0xE9, .. "\n"u8]);
        Assert.Equal(["a.yaml:2:6: not UTF-8: byte 13 of the file (0xE9) begins no character; save it as UTF-8"], folder.Problems());
    }

    [Fact]
    public void UTF16_is_named()
    {
        using var folder = new CatalogFolder().With("a.yaml", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("bpms: []")]);
        Assert.Equal(["a.yaml:1:1: this file is UTF-16; save it as UTF-8"], folder.Problems());
    }

    [Fact]
    public void A_byte_order_mark_is_fine()
    {
        using var folder = new CatalogFolder().With("a.yaml", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(CatalogFolder.Minimum)]);
        Assert.Empty(folder.Problems());
    }

    [Fact]
    public void A_control_character_hides_nothing_after_it()
    {
        using var folder = new CatalogFolder().With("a.yaml", "bpms: []\n\0rubbish: 1\n");
        Assert.Equal(["a.yaml:2:1: the control character U+0000 cannot stand in a text file"], folder.Problems());
    }

    [Theory]
    [InlineData("bpms:\n\t- id: a\n", "2:1")]
    [InlineData("bpms:\n\tid: a\n", "2:1")]
    [InlineData("# words\n\nbpms:\n\n# more\n\t- id: a\n", "6:1")]
    [InlineData("organisation:\n  name: |\n    a\n    \tb\nbpms:\n  - id: a\n    name:\n\tx\n", "8:1")]
    [InlineData("bpms:\n  - id: a\n\t  name: b\n", "3:1")]
    [InlineData("bpms:\n  - id: a\n  \tname: b\n", "3:3")]
    [InlineData("bpms:\t\n\t- id: a\n", "2:1")]
    [InlineData("bpms:\r\n\t- id: a\r\n", "2:1")]
    public void A_tab_that_indents_is_named_at_its_place(string text, string place)
    {
        using var folder = new CatalogFolder().With("a.yaml", text);
        Assert.Equal([$"a.yaml:{place}: a tab is used to indent; YAML indents with spaces only"], folder.Problems());
    }

    [Fact]
    public void A_second_document_is_refused()
    {
        using var folder = new CatalogFolder().With("a.yaml", "bpms: []\n---\nbpms: []\n");
        Assert.Equal(["a.yaml:2:1: a second document starts here ('---'); a catalog file is one document, so put it in a file of its own"], folder.Problems());
    }

    [Fact]
    public void A_billion_laughs_are_refused_before_they_are_read()
    {
        var laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 10; i++)
            laughs.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        using var folder = new CatalogFolder().With("a.yaml", laughs.ToString());
        Assert.Contains("more than 100000 values when its aliases are written out", Assert.Single(folder.Problems()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    [InlineData('?')]
    [InlineData('-')]
    [InlineData('&')]
    [InlineData('"')]
    [InlineData(':')]
    public void A_megabyte_of_one_sign_is_a_problem_and_no_hang(char sign)
    {
        using var folder = new CatalogFolder().With("a.yaml", string.Concat(Enumerable.Repeat($"{sign} ", 500_000)));
        Assert.NotEmpty(folder.Problems());
    }

    [Fact]
    public void Anchors_and_aliases_work()
    {
        using var folder = new CatalogFolder().With("a.yaml", CatalogFolder.Minimum + "    services: &who [identity]\n  - { id: b, name: B, means: M, kind: rate, source: main, query: q, services: *who }\n");
        Assert.Equal(["identity"], folder.Read().Loaded!.Definitions.FindBpm("b")!.Services.ToArray());
    }

    [Fact]
    public void A_chain_of_many_thousand_services_is_fine()
    {
        var services = Enumerable.Range(0, 10_000).Select(i => $"- {{id: s{i}, name: S, dependsOn: [s{i + 1}]}}\n");
        using var folder = new CatalogFolder().With("a.yaml", $"services:\n{string.Concat(services)}- {{id: s10000, name: S}}\n");
        Assert.Empty(folder.Problems());
    }
}
