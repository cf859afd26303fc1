using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using MissionControl.Web.Api.Intake;

namespace MissionControl.Tests.Api.Intake;

public sealed class IntakeGateTests
{
    [Fact]
    public async Task More_than_can_be_kept_up_with_is_told_to_come_again_and_let_in_afterwards()
    {
        var gate = new IntakeGate();
        var open = new TaskCompletionSource<IResult>();
        var inside = Enumerable.Range(0, IntakeGate.Slots).Select(_ => gate.EnterAsync(new DefaultHttpContext(), () => open.Task)).ToList();
        var late = new DefaultHttpContext();
        var answer = await gate.EnterAsync(late, () => throw new InvalidOperationException("let in"));
        Assert.Equal((503, "5"), (((IStatusCodeHttpResult)answer).StatusCode, late.Response.Headers.RetryAfter.ToString()));
        open.SetResult(Results.Ok());
        await Task.WhenAll(inside);
        Assert.IsType<Ok>(await gate.EnterAsync(late, () => Task.FromResult(Results.Ok())));
    }
}
