using MissionControl.Tests.Support;

namespace MissionControl.Tests.Hosting;

/// <summary>What the container files promise; no engine runs here to build them.</summary>
public sealed class ImageTests
{
    private static readonly string Image = File.ReadAllText(Path.Combine(Repository.Root, "Dockerfile"));
    private static readonly string Compose = File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml"));

    [Fact]
    public void The_image_alone_opens_the_app_to_nobody()
    {
        Assert.DoesNotMatch("(?m)^(ENV|RUN|ENTRYPOINT|CMD).*AllowOtherAddresses", Image);
        Assert.Matches("(?m)^ +MissionControl__AllowOtherAddresses: \"true\"$", Compose);
        Assert.Contains("ports: [\"127.0.0.1:5080:5080\"]", Compose, StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_is_built_with_the_Node_the_build_needs()
    {
        Assert.Contains("\nFROM node:20-", Image, StringComparison.Ordinal);
        Assert.DoesNotContain("nodejs", Image, StringComparison.Ordinal);
    }
}
