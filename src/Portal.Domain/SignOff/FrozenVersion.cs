using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.Domain.SignOff;

/// <summary>Whether a frozen version still waits, is signed by both, or was sent back.</summary>
public enum FrozenVersionState
{
    AwaitingSignatures,
    Signed,
    Returned,
}

/// <summary>The whole text of a self-assessment at one moment, known by its content hash; what chair and director sign.</summary>
public sealed class FrozenVersion : IVersioned, IBelongsToBody
{
    /// <summary>The two posts that must sign, in either order.</summary>
    public static readonly IReadOnlyList<PostRole> Signatories = [PostRole.Chair, PostRole.DirectorOfChildrensServices];

    private readonly List<Signature> _signatures = [];

    private FrozenVersion()
    {
    }

    public Id<FrozenVersion> Id { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>1 for the first version put up for signature, 2 after the first return, and so on.</summary>
    public int Number { get; private set; }

    /// <summary>The frozen text as JSON; its UTF-8 bytes are what the hash is over and what the pack contains.</summary>
    public string Content { get; private set; } = "";

    /// <summary>SHA-256 of the content's UTF-8 bytes, 64 lower-case hexadecimal digits.</summary>
    public string ContentHash { get; private set; } = "";

    public DateTime FrozenAt { get; private set; }

    public FrozenVersionState State { get; private set; }

    public PostRole? ReturnedByRole { get; private set; }

    public Id<Person>? ReturnedBy { get; private set; }

    public string? ReturnedByName { get; private set; }

    public DateTime? ReturnedAt { get; private set; }

    public string? ReturnReason { get; private set; }

    /// <summary>When it was submitted, with both signatures; null for a version that was not.</summary>
    public DateTime? SubmittedAt { get; private set; }

    public IReadOnlyList<Signature> Signatures => _signatures;

    public int Version { get; private set; }

    public static FrozenVersion Of(SelfAssessment of, int number, string content, string contentHash, DateTime at) => new()
    {
        Id = Id<FrozenVersion>.New(),
        SelfAssessmentId = of.Id,
        BodyId = of.BodyId,
        Number = number,
        Content = content,
        ContentHash = contentHash,
        FrozenAt = at,
        State = FrozenVersionState.AwaitingSignatures,
    };

    /// <summary>Signs this version in a post.</summary>
    /// <param name="role">The post signed for; only chair and director sign.</param>
    /// <param name="by">The holder of the post.</param>
    /// <param name="shownHash">The content hash the signatory was shown.</param>
    /// <param name="at">When, in UTC.</param>
    /// <exception cref="RuleBroken">Not a signatory, signed already, or not the text that was shown.</exception>
    public void Sign(PostRole role, Person by, string? shownHash, DateTime at)
    {
        RequireSignatory(role);
        RequireAsShown(shownHash);
        if (_signatures.Exists(s => s.Role == role))
        {
            throw new RuleBroken("sign-off.signed-already", "This version has already been signed for your post.");
        }

        _signatures.Add(new Signature(Id, role, by, ContentHash, at));
        if (Signatories.All(r => _signatures.Exists(s => s.Role == r)))
        {
            State = FrozenVersionState.Signed;
        }
    }

    /// <summary>
    /// Sends this version back with a reason; what was signed of it stays on record but counts no more. Whoever has signed withdraws their signature
    /// by it, which they may until the other has signed too.
    /// </summary>
    public void Return(PostRole role, Person by, string? reason, string? shownHash, DateTime at)
    {
        RequireSignatory(role);
        RequireAsShown(shownHash);
        ReturnReason = RuleBroken.IfBlank(reason, "sign-off.no-reason", "Say why you return the self-assessment and what must change.", "Reason");
        State = FrozenVersionState.Returned;
        ReturnedByRole = role;
        ReturnedBy = by.Id;
        ReturnedByName = by.Name;
        ReturnedAt = at;
        _signatures.Find(s => s.Role == role)?.Withdraw(at);
    }

    internal void Submitted(DateTime at) => SubmittedAt = at;

    private void RequireAsShown(string? shownHash)
    {
        if (!string.Equals(shownHash, ContentHash, StringComparison.Ordinal) || State == FrozenVersionState.Returned)
        {
            throw new RuleBroken(
                "sign-off.changed-since-shown", "The self-assessment has changed since it was shown to you. Read the present version before you decide.");
        }

        if (State == FrozenVersionState.Signed)
        {
            throw new RuleBroken("sign-off.complete", "Both signatures are there: this version is signed and can no longer be signed or returned.");
        }
    }

    private static void RequireSignatory(PostRole role)
    {
        if (!Signatories.Contains(role))
        {
            throw new RuleBroken("sign-off.not-a-signatory", "Only the chair and the director of children’s services sign.");
        }
    }
}

/// <summary>One post's signature under a frozen version. Kept when the post passes to somebody else.</summary>
public sealed class Signature
{
    private Signature()
    {
    }

    internal Signature(Id<FrozenVersion> version, PostRole role, Person by, string contentHash, DateTime at)
    {
        Id = Id<Signature>.New();
        FrozenVersionId = version;
        Role = role;
        PersonId = by.Id;
        PersonName = by.Name;
        ContentHash = contentHash;
        SignedAt = at;
    }

    public Id<Signature> Id { get; private set; }

    public Id<FrozenVersion> FrozenVersionId { get; private set; }

    public PostRole Role { get; private set; }

    public Id<Person> PersonId { get; private set; }

    /// <summary>The name as it was on the day.</summary>
    public string PersonName { get; private set; } = "";

    /// <summary>The hash that was signed.</summary>
    public string ContentHash { get; private set; } = "";

    public DateTime SignedAt { get; private set; }

    /// <summary>When it was withdrawn, by returning the version; null while it stands.</summary>
    public DateTime? WithdrawnAt { get; private set; }

    internal void Withdraw(DateTime at) => WithdrawnAt = at;
}
