using System.Globalization;
using System.Text;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Seeding;

namespace Portal.Web.Searching;

/// <summary>A text that can be found, as it goes into the index.</summary>
/// <param name="Key">Names it.</param>
/// <param name="Text">Null where it is no longer to be found.</param>
public sealed record SearchableText(
    string Key, SearchSource Source, string? Text, Id<Body>? Body = null, Guid? Subject = null, string? Place = null, DateOnly? Day = null, EvidenceKind? Kind = null,
    string? Sha256 = null, int Page = 0)
{
    /// <summary>True for what has texts that can be found.</summary>
    public static bool Is(object entity) => entity is EvidenceItem or Answer or Judgement or Comment or PublishedFramework;

    /// <summary>The texts of an entity.</summary>
    public static IEnumerable<SearchableText> Of(object entity) => entity switch
    {
        EvidenceItem item =>
        [
            new($"item:{item.Id}", SearchSource.Item, item.WithdrawnAt is null ? Lines(item.Title, item.Shows, item.FileName) : null, item.BodyId, item.Id.Value, Day: item.Describes, Kind: item.Kind),
        ],
        Answer answer =>
        [
            new($"answer:{answer.Id}", SearchSource.Answer, Lines(answer.Text.Know, answer.Text.HowKnown, answer.Text.Difference, answer.Text.Next), answer.BodyId, answer.Id.Value,
                PlaceOf(answer.SelfAssessmentId, answer.CriterionId), DateOnly.FromDateTime(answer.WrittenAt)),
        ],
        Judgement judgement =>
        [
            new($"judgement:{judgement.Id}", SearchSource.Judgement,
                Lines(judgement.Text.Reasons, judgement.Text.KeptFromHigher, judgement.Text.KeptFromLower, judgement.Text.ChildrensVoice), judgement.BodyId, judgement.Id.Value,
                PlaceOf(judgement.SelfAssessmentId, judgement.JudgementCode), DateOnly.FromDateTime(judgement.DecidedAt)),
        ],
        Comment comment =>
        [
            new($"comment:{comment.Id}", SearchSource.Comment, comment.Text, comment.BodyId, comment.Id.Value,
                PlaceOf(comment.SelfAssessmentId, comment.CriterionId ?? comment.JudgementCode), DateOnly.FromDateTime(comment.WrittenAt)),
        ],
        PublishedFramework published => Criteria(published),
        _ => [],
    };

    /// <summary>A page of a file.</summary>
    public static SearchableText Of(TextPage page) =>
        new(string.Create(CultureInfo.InvariantCulture, $"page:{page.Sha256}:{page.Number}"), SearchSource.Page, page.Text, Sha256: page.Sha256, Page: page.Number);

    /// <summary>Where a text stands: the self-assessment and the criterion or judgement.</summary>
    public static string PlaceOf(Id<SelfAssessment> of, string subject) => $"{of}/{subject}";

    /// <summary>Its words in entries of a length that a database keeps whole.</summary>
    public IEnumerable<SearchEntry> Entries(SearchedText? cut = null)
    {
        if (Text is null)
        {
            yield break;
        }

        var words = cut ?? new SearchedText(Text);
        for (var (from, part) = (0, 0); from == 0 || from + SearchEntry.Overlap < words.Words.Count; from += SearchEntry.MostWords - SearchEntry.Overlap, part++)
        {
            yield return new SearchEntry
            {
                Key = Key, Part = part, Source = Source, BodyId = Body, SubjectId = Subject, Sha256 = Sha256, Page = Page, Place = Place, Day = Day, Kind = Kind,
                Words = Slice(words.Words, from), Stems = Slice(words.Stems, from),
            };
        }
    }

    private static string Slice(IReadOnlyList<string> words, int from) => string.Join(' ', words.Skip(from).Take(SearchEntry.MostWords));

    private static IEnumerable<SearchableText> Criteria(PublishedFramework published)
    {
        var framework = FrameworkFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(published.Json)), published.Code);
        var place = string.Create(CultureInfo.InvariantCulture, $"{framework.Code}/{framework.Version}");
        return framework.Criteria.Select(c => new SearchableText($"criterion:{place}/{c.Id}", SearchSource.Criterion, Lines(c.Id, c.Title, c.Text), Place: $"{place}/{c.Id}", Day: framework.ValidFrom));
    }

    private static string Lines(params IEnumerable<string> texts) => string.Join('\n', texts);
}
