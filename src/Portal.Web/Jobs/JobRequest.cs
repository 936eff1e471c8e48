namespace Portal.Web.Jobs;

/// <summary>Whether a piece of background work is done.</summary>
public enum JobState
{
    Waiting,
    Running,
    Done,
    Failed,
}

/// <summary>Background work asked for in the same transaction as the change that needs it; the truth about jobs, whatever Hangfire remembers.</summary>
public sealed class JobRequest
{
    public required Guid Id { get; init; }

    /// <summary>Name of the job, such as <c>assemble-pack</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of what the job works on.</summary>
    public required string Subject { get; init; }

    public required DateTime RequestedAt { get; init; }

    public JobState State { get; set; } = JobState.Waiting;

    /// <summary>Not to be run before this time, in UTC.</summary>
    public DateTime NotBefore { get; set; }

    /// <summary>While running: after this time the work counts as abandoned and is given out again.</summary>
    public DateTime? LeaseUntil { get; set; }

    public int Attempts { get; set; }

    public string? LastError { get; set; }

    public DateTime? EndedAt { get; set; }
}
