namespace Portal.Web.Jobs;

/// <summary>Whether a piece of background work is done.</summary>
public enum JobState
{
    /// <summary>Not begun, or to be tried again.</summary>
    Waiting,

    /// <summary>Being worked on for as long as the lease is renewed.</summary>
    Running,

    Done,

    /// <summary>Given up after the configured number of attempts.</summary>
    Failed,
}
