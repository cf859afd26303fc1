using MissionControl.Core.StatusPage.Followers;

namespace MissionControl.Tests.Support.StatusPage;

/// <summary>A catalog that names no mail server.</summary>
internal sealed class NoPost : IFollowerPost
{
    public bool IsSetUp => false;

    public IMailRun Begin() => throw new NotSupportedException("There is no mail server.");
}
