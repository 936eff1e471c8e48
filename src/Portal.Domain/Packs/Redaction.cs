using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SignOff;

namespace Portal.Domain.Packs;

/// <summary>
/// What a body withholds from those to whom it gives a redacted pack, each with a reason. It can be changed until the pack is asked for; then it stays as it is,
/// and another is begun with the same.
/// </summary>
public sealed class Redaction : IVersioned, IBelongsToBody
{
    /// <summary>Most characters of words that are withheld at once.</summary>
    public const int LongestWords = 2_000;

    /// <summary>Fewest letters and digits of words that are withheld: fewer stand in every text.</summary>
    public const int FewestLetters = 3;

    public const int LongestReason = 200;

    private readonly List<Withholding> _withheld = [];

    private Redaction()
    {
    }

    public Id<Redaction> Id { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The version whose pack is redacted.</summary>
    public Id<FrozenVersion> FrozenVersionId { get; private set; }

    /// <summary>From 1 for each version; its pack has the same.</summary>
    public int Number { get; private set; }

    public DateTime BegunAt { get; private set; }

    /// <summary>The pack that was made of it; null as long as it can be changed.</summary>
    public Id<EvidencePack>? PackId { get; private set; }

    /// <summary>How often it was changed: what somebody has looked at is what they ask for.</summary>
    public int Changes { get; private set; }

    /// <summary>In the order in which it was chosen.</summary>
    public IReadOnlyCollection<Withholding> Withheld => _withheld;

    public int Version { get; private set; }

    /// <param name="signed">The version whose pack is redacted.</param>
    /// <param name="number">From 1 for each version.</param>
    /// <param name="at">UTC.</param>
    /// <exception cref="RuleBroken">The version is not signed.</exception>
    public static Redaction Begin(FrozenVersion signed, int number, DateTime at)
    {
        if (signed.State != FrozenVersionState.Signed)
        {
            throw new RuleBroken("redaction.not-signed", "Only the pack of a signed version can be redacted.");
        }

        return New(signed.BodyId, signed.Id, number, at);
    }

    /// <summary>Another one with the same choices.</summary>
    public Redaction Again(DateTime at)
    {
        var again = New(BodyId, FrozenVersionId, Number + 1, at);
        again._withheld.AddRange(_withheld.Select(w => Withholding.Of(again.Id, w.Evidence, w.Words, w.Reason)));
        return again;
    }

    /// <summary>Withholds an item of evidence.</summary>
    /// <param name="number">Of the item in the signed version.</param>
    /// <param name="reason">Stands in its place.</param>
    /// <exception cref="RuleBroken">It is withheld already, no reason is given, or the pack was asked for.</exception>
    public void WithholdItem(int number, string? reason)
    {
        if (_withheld.Exists(w => w.Evidence == number))
        {
            throw new RuleBroken("redaction.twice", "That item is withheld already.", "Item");
        }

        Add(number, null, reason, "ItemReason");
    }

    /// <summary>Withholds words wherever they stand in what the portal itself writes, in capitals or not.</summary>
    /// <param name="words">Whole words; how they are spaced is all the same.</param>
    /// <param name="reason">Stands in their place.</param>
    /// <exception cref="RuleBroken">They are too few or too long, withheld already, or a reason repeats them; no reason is given, or the pack was asked for.</exception>
    public void WithholdWords(string? words, string? reason)
    {
        var said = string.Join(' ', (words ?? "").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        if (said.Count(char.IsLetterOrDigit) < FewestLetters)
        {
            throw new RuleBroken("redaction.few", $"Give words of at least {FewestLetters} letters or digits", "Words");
        }

        if (said.Length > LongestWords)
        {
            throw new RuleBroken("redaction.long", $"The words must be {LongestWords:N0} characters or less", "Words");
        }

        if (_withheld.Exists(w => string.Equals(w.Words, said, StringComparison.OrdinalIgnoreCase)))
        {
            throw new RuleBroken("redaction.twice", "Those words are withheld already.", "Words");
        }

        Add(null, said, reason, "WordsReason");
    }

    /// <summary>Lets the pack have it after all.</summary>
    /// <exception cref="RuleBroken">It is not withheld, or the pack was asked for.</exception>
    public void Keep(Id<Withholding> id)
    {
        RequireOpen();
        if (_withheld.RemoveAll(w => w.Id == id) == 0)
        {
            throw new RuleBroken("redaction.kept", "That is not withheld any more.");
        }

        Changes++;
    }

    /// <summary>The pack was given up before it was complete: the choices can be changed again.</summary>
    public void GiveUpPack() => PackId = null;

    /// <summary>Asks for the pack; from now on the choices stay as they are.</summary>
    /// <param name="signed">The version whose pack is redacted.</param>
    /// <param name="seen">The <see cref="Changes"/> that somebody has looked at.</param>
    /// <param name="fileName">Under which it is downloaded.</param>
    /// <param name="at">UTC.</param>
    /// <exception cref="RuleBroken">Nothing is withheld, somebody changed it meanwhile, or the pack was asked for.</exception>
    public EvidencePack Make(FrozenVersion signed, int seen, string fileName, DateTime at)
    {
        RequireOpen();
        if (seen != Changes)
        {
            throw new RuleBroken("redaction.changed", "Somebody changed what is withheld since you looked. Look at it once more.");
        }

        if (_withheld.Count == 0)
        {
            throw new RuleBroken("redaction.nothing", "Nothing is withheld: give the pack itself.");
        }

        var pack = EvidencePack.Redacted(signed, Number, fileName, at);
        PackId = pack.Id;
        return pack;
    }

    private static Redaction New(Id<Body> body, Id<FrozenVersion> version, int number, DateTime at) =>
        new() { Id = Id<Redaction>.New(), BodyId = body, FrozenVersionId = version, Number = number, BegunAt = at };

    private void Add(int? evidence, string? words, string? reason, string field)
    {
        RequireOpen();
        var why = RuleBroken.IfBlank(string.Join(' ', (reason ?? "").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)), "redaction.no-reason", "Say why it is withheld", field);
        if (why.Length > LongestReason)
        {
            throw new RuleBroken("redaction.long-reason", $"The reason must be {LongestReason} characters or less", field);
        }

        var all = _withheld.Select(w => w.Words).Append(words).OfType<string>().Select(w => new WithheldWords(w, "")).ToList();
        if (_withheld.Select(w => w.Reason).Append(why).Any(r => all.Exists(w => w.In(r) > 0)))
        {
            throw new RuleBroken("redaction.told", "A reason repeats words that are withheld, and reasons stand in the pack", field);
        }

        _withheld.Add(Withholding.Of(Id, evidence, words, why));
        Changes++;
    }

    private void RequireOpen()
    {
        if (PackId is not null)
        {
            throw new RuleBroken("redaction.made", "A pack was made of this already. Begin another.");
        }
    }
}
