using MissionControl.Web.Hosting;

return await MissionCommand.RunAsync(args);
