using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Domain.Tasks;
using Portal.Web.Documents;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.SignOff;

/// <summary>Finds the version of a self-assessment that was frozen last, and whether the present person is asked to decide on it.</summary>
public sealed class PresentVersion(PortalDbContext db, DecideSignOff decide, CurrentPerson me)
{
    /// <returns>Null when there is no such self-assessment for this person, or nothing of it was frozen yet.</returns>
    /// <param name="id">The self-assessment.</param>
    /// <param name="number">Which version; null for the last.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ShownVersion?> FindAsync(Id<SelfAssessment> id, int? number, CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, ct);
        var version = await db.FrozenVersions.AsNoTracking().Include(v => v.Signatures)
            .Where(v => v.SelfAssessmentId == id && (number == null || v.Number == number)).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        if (assessment is null || version is null)
        {
            return null;
        }

        var post = await decide.SigningPostAsync(assessment, ct);
        var address = $"/sign-off/read/{id}";
        var asked = post is not null && version.State == FrozenVersionState.AwaitingSignatures
            && await db.Tasks.AnyAsync(t => t.SelfAssessmentId == id && t.PostId == post.Id && t.State == TaskState.Open && t.SubjectUrl == address, ct);
        return new ShownVersion
        {
            Id = version.Id,
            Number = version.Number,
            ContentHash = version.ContentHash,
            FrozenAt = version.FrozenAt,
            State = version.State,
            Text = SelfAssessmentDocument.Parse(version.Content),
            Signatures = [.. version.Signatures.OrderBy(s => s.SignedAt).Select(s => new ShownSignature(s.PersonId, s.PersonName, s.Role.Words(), s.SignedAt, s.WithdrawnAt))],
            Missing = [.. FrozenVersion.Signatories.Where(r => version.Signatures.All(s => s.Role != r)).Select(r => r.Words())],
            SubmittedAt = version.SubmittedAt,
            MaySign = post is not null,
            MayReopen = post is not null && assessment.IsLockedAt(version),
            MayAddLate = me.Runs(assessment.BodyId) && assessment.IsLockedAt(version),
            AskedToDecide = asked,
            MayWithdraw = version.State == FrozenVersionState.AwaitingSignatures && version.Signatures.Any(s => s.Role == post?.Role),
        };
    }

    /// <summary>All versions that were ever frozen, the latest first.</summary>
    public async Task<IReadOnlyList<(int Number, FrozenVersionState State, DateTime FrozenAt, DateTime? SubmittedAt)>> VersionsAsync(Id<SelfAssessment> id, CancellationToken ct) =>
        [.. (await db.FrozenVersions.Where(v => v.SelfAssessmentId == id).OrderByDescending(v => v.Number).Select(v => new { v.Number, v.State, v.FrozenAt, v.SubmittedAt })
            .Take(100).ToListAsync(ct)).Select(v => (v.Number, v.State, v.FrozenAt, v.SubmittedAt))];

    /// <summary>All versions that were sent back, the latest first.</summary>
    public async Task<IReadOnlyList<ShownReturn>> ReturnsAsync(Id<SelfAssessment> id, CancellationToken ct)
    {
        var returned = await db.FrozenVersions.AsNoTracking()
            .Where(v => v.SelfAssessmentId == id && v.State == FrozenVersionState.Returned)
            .OrderByDescending(v => v.Number)
            .Select(v => new { v.Number, v.ReturnedBy, v.ReturnedByName, v.ReturnedByRole, v.ReturnedAt, v.ReturnReason })
            .Take(50).ToListAsync(ct);
        return [.. returned.Select(v => new ShownReturn(
            v.Number, v.ReturnedBy, v.ReturnedByName ?? "", v.ReturnedByRole?.Words() ?? "", v.ReturnedAt, v.ReturnReason ?? ""))];
    }
}

/// <summary>A frozen version as the pages of sign-off show it.</summary>
public sealed record ShownVersion
{
    public required Id<FrozenVersion> Id { get; init; }

    public required int Number { get; init; }

    public required string ContentHash { get; init; }

    public required DateTime FrozenAt { get; init; }

    public required FrozenVersionState State { get; init; }

    /// <summary>The frozen text, read from the bytes that the hash is over.</summary>
    public required SelfAssessmentDocument Text { get; init; }

    public required IReadOnlyList<ShownSignature> Signatures { get; init; }

    /// <summary>The posts whose signature is not there yet, in words.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    public required DateTime? SubmittedAt { get; init; }

    /// <summary>True for the chair and the director, whether or not it is their turn.</summary>
    public required bool MaySign { get; init; }

    /// <summary>True for a signatory while this is the version that is submitted and locked.</summary>
    public required bool MayReopen { get; init; }

    /// <summary>True for whoever runs the self-assessment while this is the version that is submitted and locked.</summary>
    public required bool MayAddLate { get; init; }

    /// <summary>True while the person's post has an open task to sign or return this self-assessment.</summary>
    public required bool AskedToDecide { get; init; }

    /// <summary>True while the person's post has signed and the other signature is not there yet.</summary>
    public required bool MayWithdraw { get; init; }
}

/// <summary>A signature as shown: the name as it was on the day.</summary>
public sealed record ShownSignature(Id<Person> PersonId, string Name, string Post, DateTime SignedAt, DateTime? WithdrawnAt = null);

/// <summary>A return as shown, with its reason.</summary>
public sealed record ShownReturn(int Number, Id<Person>? PersonId, string Name, string Post, DateTime? At, string Reason);
