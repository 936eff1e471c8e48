using Portal.Domain.Frameworks;

namespace Portal.Web.Documents.Redactions;

/// <summary>
/// Every text that people of the body wrote into what is signed, with where it stands. What the framework says, codes, days and hashes are none of it. One list for
/// looking and for changing, so that what is looked through and what is cut cannot part.
/// </summary>
/// <param name="change">Told where a text stands, and the text; gives what is to stand there.</param>
public sealed class EachText(Func<string, string, string> change)
{
    public SelfAssessmentDocument In(SelfAssessmentDocument document) => document with
    {
        Judgements = [.. document.Judgements.Select(j => In(j, document.Framework.Questions ?? AnswerQuestions.AsHeadings))],
        Evidence = [.. document.Evidence.Select(In)],
        Caveats = document.Caveats is { } caveats ? [.. caveats.Select(In)] : null,
        AnnexA = document.AnnexA is { } questions ? [.. questions.Select(q => q with { Said = OrNull(q.Id, q.Said), WrittenBy = OrNull($"{q.Id}, who wrote it", q.WrittenBy) })] : null,
    };

    public CaveatSection In(CaveatSection caveat)
    {
        var where = caveat.Subject is { } subject ? $"Caveat on {subject}" : "Caveat on the whole";
        return caveat with
        {
            Text = change(where, caveat.Text),
            By = change(where, caveat.By),
            Post = change(where, caveat.Post),
            Answers = [.. caveat.Answers.Select(a => a with { Text = change($"{where}, answer", a.Text), By = change($"{where}, answer", a.By), Post = change($"{where}, answer", a.Post) })],
        };
    }

    public Papers.SignedBy In(Papers.SignedBy signature) =>
        signature with { Name = change("Signatures", signature.Name), Post = change("Signatures", signature.Post) };

    private JudgementSection In(JudgementSection judgement, AnswerQuestions asked)
    {
        var (code, text) = (judgement.Code, judgement.Text);
        return judgement with
        {
            Text = text with
            {
                Reasons = change($"{code}, reasons for the grade", text.Reasons),
                KeptFromHigher = change($"{code}, what kept it from a higher grade", text.KeptFromHigher),
                KeptFromLower = change($"{code}, what kept it from a lower grade", text.KeptFromLower),
                ChildrensVoice = change($"{code}, the voice of children", text.ChildrensVoice),
            },
            DecidedBy = OrNull($"{code}, who decided", judgement.DecidedBy),
            Criteria = [.. judgement.Criteria.Select(c => In(c, asked))],
        };
    }

    private CriterionSection In(CriterionSection criterion, AnswerQuestions asked)
    {
        var id = criterion.Id;
        return criterion with
        {
            Answer = criterion.Answer is { } answer
                ? answer with
                {
                    Know = change($"{id}, {asked.Know}", answer.Know),
                    HowKnown = change($"{id}, {asked.HowKnown}", answer.HowKnown),
                    Difference = change($"{id}, {asked.Difference}", answer.Difference),
                    Next = change($"{id}, {asked.Next}", answer.Next),
                }
                : null,
            WrittenBy = OrNull($"{id}, who wrote it", criterion.WrittenBy),
            Evidence = [.. criterion.Evidence.Select(e => e with { Passage = OrNull($"{id}, page or passage of evidence {e.Number:000}", e.Passage) })],
        };
    }

    private EvidenceEntry In(EvidenceEntry evidence)
    {
        var where = $"Evidence {evidence.Number:000}";
        return evidence with
        {
            Title = change($"{where}, title", evidence.Title),
            Shows = change($"{where}, what it shows", evidence.Shows),
            FileName = change($"{where}, name of the file", evidence.FileName),
            AddedBy = change($"{where}, who added it", evidence.AddedBy),
        };
    }

    private string? OrNull(string where, string? text) => text is null ? null : change(where, text);
}
