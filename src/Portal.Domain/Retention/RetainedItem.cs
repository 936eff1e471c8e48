using Portal.Domain.Common;
using Portal.Domain.Evidence;

namespace Portal.Domain.Retention;

/// <summary>An item of evidence with all that decides whether it may be disposed of.</summary>
/// <param name="Id">The item.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Describes">The day it describes.</param>
/// <param name="FileVersion">Number of its present file.</param>
/// <param name="AddedOn">The day its present file came, in the United Kingdom.</param>
public sealed record RetainedItem(Id<EvidenceItem> Id, string Title, EvidenceKind Kind, DateOnly Describes, int FileVersion, DateOnly AddedOn)
{
    public IReadOnlyList<RelyingAssessment> Assessments { get; init; } = [];

    public IReadOnlyList<RelyingMatter> Matters { get; init; } = [];

    /// <summary>Holds that stand, on it or on all of its body.</summary>
    public IReadOnlyList<StandingHold> Holds { get; init; } = [];

    /// <summary>The proposal that it is part of; its own disposal, once that was approved.</summary>
    public Id<Disposal>? DisposalId { get; init; }

    public bool IsDisposed { get; init; }
}

/// <summary>A legal hold that was not released.</summary>
/// <param name="Reason">Why it was placed.</param>
/// <param name="IsOnAll">It holds all evidence of its body.</param>
/// <param name="Since">The day on which it was placed, in the United Kingdom.</param>
public sealed record StandingHold(string Reason, bool IsOnAll, DateOnly Since);

/// <summary>A self-assessment that rests on an item, by its links, by what was signed or by what was added late.</summary>
/// <param name="Title">For people to read.</param>
/// <param name="IsRunning">It can still change, or waits for signatures.</param>
/// <param name="SignedOn">The day of its last submission, where what was submitted rests on the item.</param>
/// <param name="WaitsForPack">A pack that holds the item is still to be made.</param>
public sealed record RelyingAssessment(string Title, bool IsRunning, DateOnly? SignedOn, bool WaitsForPack)
{
    /// <summary>The last day on which the item was added beside what had been submitted; null where it never was.</summary>
    public DateOnly? AddedLateOn { get; init; }

    /// <summary>The later of both: from then on it is kept for what was signed.</summary>
    public DateOnly? KeptFrom => AddedLateOn is null || SignedOn > AddedLateOn ? SignedOn : AddedLateOn;
}

/// <summary>A return of an agency that rests on an item.</summary>
/// <param name="Title">Of the matter.</param>
/// <param name="EndedOn">Null while it goes on.</param>
public sealed record RelyingMatter(string Title, DateOnly? EndedOn);
