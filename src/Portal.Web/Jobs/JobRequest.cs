using Portal.Web.Persistence;

namespace Portal.Web.Jobs;

/// <summary>
/// Background work asked for in the same transaction as the change that needs it, or the present or last round of recurring work; the truth about jobs, whatever Hangfire
/// remembers.
/// </summary>
public sealed class JobRequest : IAskedForOnce
{
    /// <summary>Characters of an error that are kept; the log has it whole.</summary>
    public const int LongestError = 2000;

    /// <summary>Made from <see cref="Kind"/> and <see cref="Subject"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the job, such as <c>assemble-pack</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of what the job works on; of recurring work its name.</summary>
    public required string Subject { get; init; }

    public required DateTime RequestedAt { get; init; }

    public JobState State { get; set; } = JobState.Waiting;

    /// <summary>Not to be run before this time, in UTC.</summary>
    public DateTime NotBefore { get; set; }

    /// <summary>Until this time somebody has the work: while waiting, a queue; while running, a worker. After it the work is given out again.</summary>
    public DateTime? LeaseUntil { get; set; }

    /// <summary>Names the run that holds the lease; another run cannot renew or end it.</summary>
    public Guid? Lease { get; set; }

    /// <summary>Runs begun, also those that were broken off.</summary>
    public int Attempts { get; set; }

    /// <summary>How often it could not be done yet; see <see cref="NotYet"/>.</summary>
    public int PutOff { get; set; }

    public string? LastError { get; set; }

    public DateTime? EndedAt { get; set; }

    public static JobRequest Of(string kind, string subject, DateTime at, DateTime? notBefore) => new()
    {
        Id = AskedForOnce.Key("job", kind, subject),
        Kind = kind,
        Subject = subject,
        RequestedAt = at,
        NotBefore = notBefore ?? at,
    };
}
