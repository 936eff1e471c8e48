namespace Portal.Domain.Language;

/// <summary>Reads a text and remarks on its wording, with reasons. It advises; it never changes a text and never stands in the way.</summary>
public sealed class LanguageCoach(IReadOnlyList<LanguageRule> rules)
{
    public IReadOnlyList<LanguageRule> Rules { get; } = rules;

    /// <summary>The remarks on one text, in the order of its words; at most one of each rule for a sentence.</summary>
    public IReadOnlyList<Remark> Read(string text, WrittenField field)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        // Of the same length, so that places in one are places in the other.
        var plain = text.Replace('’', '\'').Replace('‘', '\'').Replace('\u00A0', ' ');
        var sentences = Sentences.Of(plain);
        var mine = Rules.Where(r => r.IsFor(field)).ToList();
        var remarks = new List<Remark>();
        for (var i = 0; i < sentences.Count; i++)
        {
            var (start, length) = sentences[i];
            var last = sentences[Math.Min(i + 2, sentences.Count - 1)];
            foreach (var rule in mine)
            {
                if (rule.In(plain.AsSpan(start, length), plain.AsSpan(start, last.Start + last.Length - start)) is { } found)
                {
                    remarks.Add(new Remark(rule, field, text.Substring(start + found.Start, found.Length), start + found.Start));
                }
            }
        }

        return remarks;
    }
}

/// <summary>What a rule has to say about some words of a text.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Field">The question that the text answers.</param>
/// <param name="Found">The words, as they were written.</param>
/// <param name="At">Where they begin.</param>
public sealed record Remark(LanguageRule Rule, WrittenField Field, string Found, int At);
