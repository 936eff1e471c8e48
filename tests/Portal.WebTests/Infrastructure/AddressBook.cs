using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Matters;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.Presentations;
using Portal.Domain.Retention;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Domain.Tasks;

namespace Portal.WebTests.Infrastructure;

/// <summary>An address of a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Path">The address, with what is asked for behind it.</param>
/// <param name="IsTheirs">Whether something of the body stands in it.</param>
public sealed record PageAddress(PortalPageEndpoint Page, string Path, bool IsTheirs);

/// <summary>Knows, for whatever a page takes from its address, what there is at Northshire. A page that takes something it does not know is refused.</summary>
public sealed class AddressBook(Everything theirs)
{
    /// <summary>Every address of a page: with all that can stand in it, bare and with everything that can be asked for behind it.</summary>
    public IReadOnlyList<PageAddress> Of(PortalPageEndpoint page)
    {
        var routes = page.InRoute.Aggregate(
            new List<(string[] Values, bool Theirs)> { ([], false) },
            (so, asked) => [.. from one in so from value in Values(asked) select ((string[])[.. one.Values, value.Text], one.Theirs || value.IsTheirs)]);
        var handlers = page.Handlers("Get").Where(h => h.Length > 0).Select(h => ("handler", new Known(h, false))).Select(h => new[] { h });
        var asked = page.InQuery.Select(a => (a.Name, Value: Values(a)[0])).ToList();
        var behind = asked.Count == 0 ? [] : new[] { asked.Select(a => (a.Name, a.Value)).ToArray() };
        return
        [
            .. from route in routes
               from query in (IEnumerable<(string Name, Known Value)[]>)[[], .. behind, .. behind.Length == 0 ? handlers : handlers.Select(h => (IEnumerable<(string, Known)>)[.. behind[0], .. h]).Select(q => q.ToArray())]
               let path = page.Address(route.Values)
               select new PageAddress(
                   page,
                   query.Length == 0 ? path : $"{path}?{string.Join('&', query.Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value.Text)}"))}",
                   route.Theirs || query.Any(q => q.Value.IsTheirs)),
        ];
    }

    private IReadOnlyList<Known> Values(PortalPageEndpoint.Asked asked)
    {
        var type = Nullable.GetUnderlyingType(asked.Type) ?? asked.Type;
        return type switch
        {
            _ when type == typeof(Id<SelfAssessment>) => Theirs(theirs.Assessments),
            _ when type == typeof(Id<Body>) => Theirs([theirs.Board]),
            _ when type == typeof(Id<EvidenceItem>) => Theirs(theirs.Evidence),
            _ when type == typeof(Id<EvidenceLink>) => Theirs(theirs.Links),
            _ when type == typeof(Id<EvidencePack>) => Theirs([theirs.Pack]),
            _ when type == typeof(Id<Review>) => Theirs([theirs.Review]),
            _ when type == typeof(Id<Matter>) => Theirs(theirs.Matters),
            _ when type == typeof(Id<OfflineReturn>) => Theirs(theirs.OfflineReturns),
            _ when type == typeof(Id<PostTask>) => Theirs(theirs.Tasks),
            _ when type == typeof(Id<Comment>) => Theirs(theirs.Comments),
            _ when type == typeof(Id<Caveat>) => Theirs(theirs.Caveats),
            _ when type == typeof(Id<Person>) => Theirs(theirs.Reviewers),
            _ when type == typeof(Id<LateAddition>) => Theirs(theirs.LateAdditions),
            _ when type == typeof(Id<Presentation>) => Theirs(theirs.Presentations),
            _ when type == typeof(Id<Slide>) => Theirs(theirs.Slides),
            _ when type == typeof(Id<OpeningSlot>) => Theirs(theirs.Openings),
            _ when type == typeof(Id<LegalHold>) => Theirs([theirs.Hold]),
            _ when type == typeof(Id<Disposal>) => Theirs(theirs.Disposals),
            _ when type == typeof(Id<Post>) && asked.Page.StartsWith("/Inbox/", StringComparison.Ordinal) => Theirs([theirs.Agency]),
            _ when type == typeof(Id<Post>) && asked.Page == "/Matters/Print" => Theirs([theirs.Agency]),
            _ when type == typeof(Id<Post>) => Theirs(theirs.Posts),
            _ when type.IsEnum => [.. Enum.GetNames(type).Select(n => new Known(n, false))],
            _ => (asked.Page, asked.Name.ToLowerInvariant()) switch
            {
                ("/Inbox/Chase" or "/Inbox/Reassign" or "/Inbox/Team", "tasks") => Theirs(theirs.Waiting),
                ("/Inbox/Team", "all") => Public("true"),
                ("/Matters/Open", "kind") => Public("evidence-request", "section-11-return"),
                ("/Matters/Standard" or "/Matters/ReturnHistory", "criterion") => Public("SM-01"),
                ("/Messages/Details", "id") => Theirs(theirs.Messages),
                ("/Administration/Workflows/Case" or "/Administration/Workflows/End", "id") => Theirs(theirs.Cases),
                ("/Administration/Workflows/Incident" or "/Administration/Workflows/Wait", "caseid") => Theirs(theirs.Cases),
                ("/Administration/Workflows/Incident" or "/Administration/Workflows/Wait", "number") => Public([.. theirs.CaseParts]),
                ("/Administration/Workflows/Migrate" or "/Administration/Workflows/Definition", "id") => Public("lscb-self-assessment"),
                ("/Administration/Workflows/Migrate" or "/Administration/Workflows/Definition", "version") => Public("2"),
                ("/Administration/Workflows/Migrate", "case") => Theirs(theirs.Cases),
                ("/People/ReminderKind", "kind") => Public("signature"),
                ("/Evidence/Download", "version") => Public("1"),
                ("/Evidence/Describe", "item") => Theirs([theirs.Evidence[0]]),
                ("/Retention/Propose", "item") => Theirs([theirs.DueEvidence]),
                ("/Evidence/Upload" or "/Evidence/Link" or "/Evidence/Describe" or "/SelfAssessments/Answer", "criterion" or "criterionid") => Public("LSCB-02"),
                ("/SelfAssessments/Area" or "/SelfAssessments/AssignArea" or "/SelfAssessments/Judge" or "/SelfAssessments/Challenge" or "/SelfAssessments/Write", "code") => Public("LSCB"),
                ("/SelfAssessments/History" or "/SelfAssessments/Comments" or "/SelfAssessments/Wording" or "/SelfAssessments/Invite", "subject") => Public("LSCB-02", "LSCB"),
                ("/SelfAssessments/AnnexAQuestion", "question") => Public("AXB-05"),
                ("/SelfAssessments/Coverage", "area" or "of") => Public("LSCB"),
                ("/SelfAssessments/Print", "area") or ("/SelfAssessments/Offline", "code") => Public("LSCB"),
                ("/Evidence/Read", "number") => Public("1"),
                ("/Evidence/Read" or "/Search/Index", "q") => Public("practice"),
                ("/Search/Index", "judgement") => Public("LSCB"),
                ("/Search/Index", "year") => Public("2014"),
                ("/Presentations/Audience" or "/Presentations/Present", "number") => Public("1"),
                ("/SelfAssessments/Print", "blank") => Public("true"),
                ("/SelfAssessments/Print", "version") => Public("1"),
                ("/SelfAssessments/Compare", "from" or "to") => Theirs(theirs.Positions.Select(p => $"position-{p}")),
                ("/SelfAssessments/Wording", "remark") => Public(new string('a', 16)),
                ("/Packs/Link" or "/Packs/LinkDownload" or "/Packs/LinkReceipt", "token") or ("/SelfAssessments/Partner/Open", "token") => Public("a-token-that-nobody-has"),
                ("/SelfAssessments/Partner/Answer", "criterion") => Public("LSCB-02"),
                ("/SignOff/Read", "number") => Public("1"),
                ("/SignOff/Sign" or "/SignOff/Return", "read") => Public(new string('a', 64)),
                ("/Frameworks/Details" or "/Frameworks/Criterion" or "/Frameworks/Compare" or "/Frameworks/Export", "code") => Public(Given.Framework),
                ("/Frameworks/Details" or "/Frameworks/Criterion" or "/Frameworks/Compare" or "/Frameworks/Export", "version") => Public("1"),
                ("/Frameworks/Criterion", "criterionid" or "criterion" or "id") => Public("LSCB-02"),
                ("/Frameworks/Export", "format") => Public("json", "xlsx"),
                ("/Frameworks/Drafts/Edit" or "/Frameworks/Drafts/Criterion", "id") => Public($"{theirs.Draft}"),
                ("/Frameworks/Drafts/Criterion", "criterion") => Public("LSCB-02"),
                ("/Frameworks/Details", "find") => Public("challenge"),
                ("/Evidence/Index" or "/Evidence/Link", "q") => Public("audit"),
                ("/Administration/Audit", "who" or "what" or "about") => Public("demo"),
                ("/Administration/Audit", "from" or "until") => Public("2014-04-01"),
                ("/Administration/Files", "integrity") => Public("harmed"),
                ("/Administration/Workflows/Index", "definition") => Public("lscb-self-assessment"),
                ("/Administration/Mail", "to") => Public("demo"),
                ("/Administration/Mail", "kind") => Public("Notice"),
                ("/Messages/Index", "unread") => Public("true"),
                ("/Account/ConfirmEmail", "token") => Public("a-token-that-nobody-has"),
                ("/People/Sent", "to") => Public("demo"),
                ("/People/Sent", "from" or "until") => Public("2014-04-01"),
                ("/Messages/Stop", "token") => Public("a-token-that-nobody-has"),
                ("/Administration/Mail" or "/Administration/Jobs" or "/Administration/Workflows/Index", "state") => Public(""),
                ("/Account/SignIn", "returnurl") => Public("/inbox"),
                ("/Account/SignIn", "demo") => Public("tom.whitfield@demo.example"),
                ("/Error", "code") => Public("404"),
                _ => throw new ShouldAssertException(
                    $"{asked.Page} takes “{asked.Name}” ({asked.Type.Name}) from its address. Say in {nameof(AddressBook)} what Northshire has for it, so that what strangers see there is tested."),
            },
        };
    }

    private static IReadOnlyList<Known> Theirs<T>(IEnumerable<T> values) => [.. values.Select(v => new Known(v!.ToString()!, true))];

    private static IReadOnlyList<Known> Public(params string[] values) => [.. values.Select(v => new Known(v, false))];

    private sealed record Known(string Text, bool IsTheirs);
}
