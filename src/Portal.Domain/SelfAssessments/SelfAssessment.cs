using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SignOff;
using Portal.Domain.Tasks;

namespace Portal.Domain.SelfAssessments;

/// <summary>A board's or an authority's assessment of itself against one version of a framework, for one period.</summary>
public sealed class SelfAssessment : IVersioned, IProcessSubject
{
    /// <summary>The word by which definitions name <see cref="SubmissionDate"/>.</summary>
    public const string SubmissionWord = "submission";

    private SelfAssessment()
    {
    }

    public Id<SelfAssessment> Id { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>Code of the framework.</summary>
    public string FrameworkCode { get; private set; } = "";

    public int FrameworkVersion { get; private set; }

    /// <summary>When it was moved to a newer version of its framework; null while it is on the one it was opened with.</summary>
    public DateTime? VersionMovedAt { get; private set; }

    /// <summary>The body's self-assessment before this one, against the same framework; null for a first one.</summary>
    public Id<SelfAssessment>? FollowsId { get; private set; }

    public DateOnly PeriodFrom { get; private set; }

    public DateOnly PeriodTo { get; private set; }

    /// <summary>The working day on which the signed assessment is due.</summary>
    public DateOnly SubmissionDate { get; private set; }

    /// <summary>How often the submission date has moved: the number by which calendars know the latest of several entries for it.</summary>
    public int SubmissionMoves { get; private set; }

    public SelfAssessmentStatus Status { get; private set; }

    /// <summary>What stands on its papers; the stricter marking until those who run it choose.</summary>
    public SecurityMarking Marking { get; private set; }

    public Id<Person> OpenedBy { get; private set; }

    public DateTime OpenedAt { get; private set; }

    /// <summary>When it was last submitted; stays when it is opened again.</summary>
    public DateTime? SubmittedAt { get; private set; }

    /// <summary>The version that was signed and submitted last.</summary>
    public Id<FrozenVersion>? SubmittedVersionId { get; private set; }

    public DateTime? WithdrawnAt { get; private set; }

    public string? WithdrawnReason { get; private set; }

    public int Version { get; private set; }

    /// <summary>Opens a self-assessment.</summary>
    /// <param name="body">The board or authority that assesses itself.</param>
    /// <param name="framework">Code and version of the framework it answers.</param>
    /// <param name="plan">Period and submission date.</param>
    /// <param name="isWorkingDay">Tells whether a date is a working day of the body.</param>
    /// <param name="by">Who opens it.</param>
    /// <param name="at">When, in UTC.</param>
    /// <param name="today">Today's date in the United Kingdom.</param>
    /// <exception cref="RuleBroken">The dates do not make sense.</exception>
    public static SelfAssessment Open(
        Id<Body> body, (string Code, int Version) framework, AssessmentPlan plan, Func<DateOnly, bool> isWorkingDay, Id<Person> by, DateTime at, DateOnly today)
    {
        if (plan.PeriodTo < plan.PeriodFrom)
        {
            throw new RuleBroken("self-assessment.period", "The period must end on or after the day it starts.", nameof(PeriodTo));
        }

        RequireSubmissionDate(plan.SubmissionDate, isWorkingDay, today);

        return new SelfAssessment
        {
            Id = Id<SelfAssessment>.New(),
            BodyId = body,
            FrameworkCode = framework.Code,
            FrameworkVersion = framework.Version,
            PeriodFrom = plan.PeriodFrom,
            PeriodTo = plan.PeriodTo,
            SubmissionDate = plan.SubmissionDate,
            Status = SelfAssessmentStatus.InProgress,
            Marking = SecurityMarking.OfficialSensitive,
            OpenedBy = by,
            OpenedAt = at,
        };
    }

    /// <summary>Says which self-assessment was the last before this one.</summary>
    /// <exception cref="RuleBroken">It is of another body or another framework.</exception>
    public void Follow(SelfAssessment last)
    {
        if (last.BodyId != BodyId || last.FrameworkCode != FrameworkCode || last.Id == Id)
        {
            throw new RuleBroken("self-assessment.not-its-last", "Only the last self-assessment of the same body against the same framework can be carried forward.");
        }

        FollowsId = last.Id;
    }

    /// <summary>Chooses what stands on its papers; allowed at any time, because papers are printed at any time.</summary>
    /// <returns>False when that is what stands there already.</returns>
    public bool Mark(SecurityMarking marking)
    {
        if (Marking == marking)
        {
            return false;
        }

        Marking = marking;
        return true;
    }

    /// <summary>Goes on with a newer version of its framework.</summary>
    /// <exception cref="RuleBroken">It is closed, or the version is not newer.</exception>
    public void MoveToVersion(int version, DateTime at)
    {
        RequireOpenForWriting();
        if (version <= FrameworkVersion)
        {
            throw new RuleBroken("self-assessment.version-not-newer", "This self-assessment is on that version of its framework already, or on a newer one.");
        }

        FrameworkVersion = version;
        VersionMovedAt = at;
    }

    /// <inheritdoc />
    public DateOnly? DayNamed(string word) => word == SubmissionWord ? SubmissionDate : null;

    /// <remarks>How a self-assessment ends is decided by its signatures or by whoever withdraws it, not by its process.</remarks>
    /// <inheritdoc />
    public void ProcessEnded(string? result, bool cancelled, DateTime at)
    {
    }

    /// <summary>Moves the submission date.</summary>
    /// <exception cref="RuleBroken">It has ended, or the date does not make sense.</exception>
    public void MoveSubmission(DateOnly to, Func<DateOnly, bool> isWorkingDay, DateOnly today)
    {
        if (Status is SelfAssessmentStatus.Submitted or SelfAssessmentStatus.Withdrawn)
        {
            throw new RuleBroken("self-assessment.ended", "The date of a self-assessment that was submitted or withdrawn cannot be moved.");
        }

        if (to == SubmissionDate)
        {
            throw new RuleBroken("self-assessment.same-date", "This is the present submission date. Enter another one.", nameof(SubmissionDate));
        }

        RequireSubmissionDate(to, isWorkingDay, today);
        SubmissionDate = to;
        SubmissionMoves++;
    }

    /// <summary>Refuses to go on when nothing may be written any more.</summary>
    public void RequireOpenForWriting()
    {
        if (Status != SelfAssessmentStatus.InProgress)
        {
            throw new RuleBroken("self-assessment.not-open", Status switch
            {
                SelfAssessmentStatus.AwaitingSignatures =>
                    "This self-assessment is frozen for signature. It can be changed again only if the chair or the director returns it.",
                SelfAssessmentStatus.Submitted => "This self-assessment was submitted and is locked. You can still read and download it.",
                _ => "This self-assessment was withdrawn.",
            });
        }
    }

    /// <summary>Closes the text to changes while chair and director read the frozen version.</summary>
    public void AwaitSignatures()
    {
        RequireOpenForWriting();
        Status = SelfAssessmentStatus.AwaitingSignatures;
    }

    /// <summary>Opens the text again after a signatory returned it.</summary>
    public void Reopen()
    {
        if (Status != SelfAssessmentStatus.AwaitingSignatures)
        {
            throw new RuleBroken("self-assessment.not-awaiting", "Only a self-assessment that awaits signatures can be returned.");
        }

        Status = SelfAssessmentStatus.InProgress;
    }

    /// <summary>Locks the assessment with the version that both signatories signed.</summary>
    public void Submit(FrozenVersion signed, DateTime at)
    {
        if (Status != SelfAssessmentStatus.AwaitingSignatures || signed.SelfAssessmentId != Id || signed.State != FrozenVersionState.Signed)
        {
            throw new RuleBroken("self-assessment.not-signed", "Only a version that chair and director have both signed can be submitted.");
        }

        Status = SelfAssessmentStatus.Submitted;
        SubmittedAt = at;
        SubmittedVersionId = signed.Id;
        signed.Submitted(at);
    }

    /// <summary>Whether it is submitted and locked, and with this version.</summary>
    public bool IsLockedAt(FrozenVersion version) => Status == SelfAssessmentStatus.Submitted && SubmittedVersionId == version.Id;

    /// <summary>Refuses to go on unless it was submitted and is locked.</summary>
    public void RequireSubmitted()
    {
        if (Status != SelfAssessmentStatus.Submitted)
        {
            throw new RuleBroken("self-assessment.not-submitted", "Only a self-assessment that was submitted can be opened again, and this one is not locked.");
        }
    }

    /// <summary>Opens the text again after submission. What was submitted stays as it is, and stays what was submitted last until a new version is.</summary>
    internal void OpenAgain()
    {
        RequireSubmitted();
        Status = SelfAssessmentStatus.InProgress;
    }

    /// <summary>Ends the assessment without submission.</summary>
    public void Withdraw(string? reason, DateTime at)
    {
        if (Status is SelfAssessmentStatus.Submitted or SelfAssessmentStatus.Withdrawn)
        {
            throw new RuleBroken("self-assessment.ended", "A self-assessment that was submitted or withdrawn cannot be withdrawn.");
        }

        WithdrawnReason = RuleBroken.IfBlank(reason, "self-assessment.no-reason", "Say why the self-assessment is withdrawn.", "Reason");
        WithdrawnAt = at;
        Status = SelfAssessmentStatus.Withdrawn;
    }

    private static void RequireSubmissionDate(DateOnly date, Func<DateOnly, bool> isWorkingDay, DateOnly today)
    {
        if (date < today)
        {
            throw new RuleBroken("self-assessment.submission-past", "The submission date must be today or later.", nameof(SubmissionDate));
        }

        if (!isWorkingDay(date))
        {
            throw new RuleBroken(
                "self-assessment.submission-not-working-day",
                "The submission date must be a working day: it is a weekend or a bank holiday.",
                nameof(SubmissionDate));
        }
    }
}

/// <summary>The period a self-assessment is about, and the day it is due.</summary>
public sealed record AssessmentPlan(DateOnly PeriodFrom, DateOnly PeriodTo, DateOnly SubmissionDate);
