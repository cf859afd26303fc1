namespace MissionControl.Core.People;

/// <summary>What a person may do inside. Each may do all that the ones before it may.</summary>
public enum Role
{
    /// <summary>Sees everything inside.</summary>
    Viewer,

    /// <summary>Acknowledges, silences, declares, writes updates.</summary>
    Responder,

    /// <summary>Changes catalog, runbooks, status page and rotas.</summary>
    Editor,

    /// <summary>Decides who may do what.</summary>
    Administrator,
}
