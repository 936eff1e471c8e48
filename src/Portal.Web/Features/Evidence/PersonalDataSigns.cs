using Microsoft.EntityFrameworkCore;
using Portal.Domain.PersonalData;
using Portal.Web.Persistence;

namespace Portal.Web.Features.Evidence;

/// <summary>A sign of personal data in a file, for whoever looks after it.</summary>
/// <param name="Rule">What it is, why it matters and what to do.</param>
/// <param name="Pages">Where it is.</param>
public sealed record ShownSign(PersonalDataRuleText Rule, IReadOnlyList<int> Pages);

/// <summary>Reads the signs that were found when a file was read.</summary>
public sealed class PersonalDataSigns(PortalDbContext db, PersonalDataRules rules)
{
    public async Task<IReadOnlyList<ShownSign>> OfAsync(string sha256, CancellationToken ct)
    {
        var signs = await db.Set<PersonalDataSign>().AsNoTracking().Where(s => s.Sha256 == sha256).OrderBy(s => s.Page).ToListAsync(ct);
        return [.. signs.GroupBy(s => s.RuleId).Select(g => (Rule: rules.Find(g.Key), Pages: g.Select(s => s.Page).ToList())).Where(s => s.Rule is not null)
            .Select(s => new ShownSign(s.Rule!.Text, s.Pages))];
    }
}
