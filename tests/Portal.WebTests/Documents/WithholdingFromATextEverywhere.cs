using System.Text.Json.Nodes;
using Portal.Web.Documents;
using Portal.Web.Documents.Redactions;

namespace Portal.WebTests.Documents;

public sealed class WithholdingFromATextEverywhere
{
    /// <summary>What people of the body do not write freely: the framework's words, and what is chosen from a list or made by the portal.</summary>
    private static readonly HashSet<string> _notTheirs = new(StringComparer.Ordinal)
    {
        "form", "id", "body.code", "body.name", "framework.code", "framework.title", "framework.contentHash", "periodFrom", "periodTo", "submissionDate", "frozenAt", "attribution",
        "judgements.code", "judgements.title", "judgements.grade", "judgements.gradeLabel", "judgements.text.grade", "judgements.decidedAt",
        "judgements.criteria.id", "judgements.criteria.title", "judgements.criteria.text", "judgements.criteria.selfGradeLabel", "judgements.criteria.writtenAt",
        "judgements.criteria.answer.selfGrade", "judgements.criteria.answer.strength",
        "evidence.id", "evidence.kind", "evidence.describes", "evidence.contentType", "evidence.sha256", "evidence.addedAt", "evidence.marking",
        "caveats.kind", "caveats.subject", "caveats.at", "caveats.answers.at", "annexA.id", "annexA.judgement", "annexA.title", "annexA.question", "annexA.writtenAt",
    };

    [Fact]
    public void Every_text_of_what_is_signed_is_looked_through_unless_it_is_named_here()
    {
        var papers = MadePapers.Usual;
        var document = papers.Document with { Caveats = papers.OnRecord, AnnexA = [new AnnexASection("A-1", "LSCB", "Title", "Asked", "Said", "Tom Whitfield", DateTime.UnixEpoch)] };
        document.Caveats.ShouldNotBeEmpty();
        document.Caveats[0].Answers.ShouldNotBeEmpty();

        var changed = new EachText((where, text) =>
        {
            where.ShouldNotBeNullOrWhiteSpace();
            return text + "§";
        }).In(document);

        var left = Strings(JsonNode.Parse(changed.ToJson())!, "").Where(s => !s.Text.EndsWith('§')).Select(s => s.Path).Distinct().ToList();
        left.Except(_notTheirs).ShouldBeEmpty();
        Strings(JsonNode.Parse(changed.ToJson())!, "").Count(s => s.Text.EndsWith('§')).ShouldBeGreaterThan(30);
    }

    private static IEnumerable<(string Path, string Text)> Strings(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(m => Strings(m.Value, path.Length == 0 ? m.Key : $"{path}.{m.Key}")),
        JsonArray items => items.SelectMany(i => Strings(i, path)),
        JsonValue value when value.TryGetValue<string>(out var text) => [(path, text)],
        _ => [],
    };
}
