using MissionControl.Core.Board;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Alerts.Telling;

/// <summary>Says one group of alerts in the words of one audience. Pure: the same group and board give the same words.</summary>
public interface IAlertWords
{
    /// <param name="origin">The address of this app that people use, for links, without a slash at its end.</param>
    AlertMessage Say(AlertGroup group, Audience audience, BoardSnapshot board, DateTimeOffset now, string origin);
}
