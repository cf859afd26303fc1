using System.Reflection;
using System.Runtime.Loader;
using MissionControl.Core.Storage.SqlServer;

namespace MissionControl.Tests.Storage;

public sealed class SparseFeedTests
{
    [Fact]
    public void SqlClient_is_given_the_stand_in_for_the_types_it_looks_for()
    {
        using var context = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var asked = new AssemblyName("Microsoft.SqlServer.Server, Version=1.0.0.0, Culture=neutral, PublicKeyToken=23ec7fc2d6eaa4a5");
        var answered = AssemblyLoadContext.Default.LoadFromAssemblyName(asked);
        string[] types = ["IBinarySerialize", "Format", "InvalidUdtException", "SqlUserDefinedTypeAttribute"];
        Assert.All(types, name => Assert.NotNull(answered.GetType($"Microsoft.SqlServer.Server.{name}")));
        Assert.Equal(new Version(1, 0, 0, 0), answered.GetName().Version);
    }
}
