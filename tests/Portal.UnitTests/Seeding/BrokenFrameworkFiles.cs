using System.Text;
using System.Text.Json.Nodes;
using Portal.Web.Seeding;

namespace Portal.UnitTests.Seeding;

public sealed class BrokenFrameworkFiles
{
    private readonly JsonObject _file = SeedFiles.Json(SeedFiles.SingleInspection);

    [Fact]
    public void All_faults_are_told_at_once_with_file_path_and_reason()
    {
        _file["colour"] = "blue";
        _file.Remove("attribution");
        _file["version"] = "one";
        Criterion(1, 2)["id"] = "HP-02";
        Judgement(3)["parent"] = "XX";
        Rule(0)["when"]!["judgements"]![0] = "ZZ";

        var refused = Should.Throw<SeedFileRefused>(() => SeedFiles.Read(_file.ToJsonString()));

        refused.File.ShouldBe("copy.json");
        refused.Message.ShouldStartWith("copy.json is refused:");
        refused.Faults.ShouldBe(
            [
                new("$.colour", "is not a property of \"framework\""),
                new("$.attribution", "is missing"),
                new("$.version", "must be a whole number, and is text"),
                new("$.judgements[1].criteria[2].id", "\"HP-02\" is given twice"),
                new("$.judgements[3].parent", "\"XX\" is not a judgement of this framework"),
                new("$.limitingRules[0].when.judgements[0]", "\"ZZ\" is not a judgement of this framework"),
            ],
            ignoreOrder: true);
        refused.Faults.ShouldAllBe(f => refused.Message.Contains(f.Place, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"version":1,"criteria":[{"from":"HP-01","to":["HP-02"]}]}""", "$.replaces.criteria[0].to", "must hold \"HP-01\" too")]
    [InlineData("""{"version":1,"criteria":[{"from":"HP-90","to":["HP-91"]}]}""", "$.replaces.criteria[0].to[0]", "\"HP-91\" is not a criterion of this framework")]
    [InlineData("""{"version":1,"criteria":[{"from":"HP-90","to":[]},{"from":"HP-90","to":["HP-01"]}]}""", "$.replaces.criteria[1].from", "is given twice")]
    [InlineData("""{"version":1,"criteria":[{"from":"HP-01","to":["HP-02","HP-01"]},{"from":"HP-02","to":["HP-01"]}]}""", "$.replaces.criteria[1].to", "must hold \"HP-02\" too")]
    [InlineData("""{"version":1,"judgements":[{"from":"OLD","to":["XX"]}]}""", "$.replaces.judgements[0].to[0]", "\"XX\" is not a judgement")]
    [InlineData("""{"version":2}""", "$.replaces.version", "must be less than 2")]
    [InlineData("""{"version":0}""", "$.replaces.version", "must be 1 or more")]
    [InlineData("""{"version":1,"criteria":{}}""", "$.replaces.criteria", "must be a list")]
    public void A_mapping_that_leads_nowhere_or_round_in_a_circle_is_told(string replaces, string place, string reason)
    {
        _file["version"] = 2;
        _file["replaces"] = JsonNode.Parse(replaces);

        SeedFiles.FaultsOf(_file).ShouldContain(fault => fault.Place == place && fault.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_by_its_path() =>
        Should.Throw<SeedFileRefused>(() => FrameworkFile.Read("/nowhere/sif.json")).Message.ShouldContain("/nowhere/sif.json");

    [Theory]
    [InlineData("", "is not JSON, at line 1, position 1")]
    [InlineData("{\n  \"code\": \"a\",\n  \"version\" 1\n}", "is not JSON, at line 3, position 13")]
    [InlineData("{\n  \"code\": \"\\ud800\"\n}", "is not JSON, at line 2, position 11")]
    [InlineData("{} {}", "is not JSON, at line 1, position 4")]
    [InlineData("[]", "must be an object (framework), and is a list")]
    [InlineData("null", "must be an object (framework), and is null")]
    public void Text_that_is_no_object_in_json_is_refused_with_line_and_position(string text, string reason) =>
        SeedFiles.FaultsOf(text).ShouldBe([new SeedFault("$", reason)]);

    [Fact]
    public void Bytes_that_are_not_utf_8_are_refused_with_their_line() =>
        Should.Throw<SeedFileRefused>(() => SeedFiles.Read([.. Encoding.UTF8.GetBytes("{\n\""), 0xFF, 0xFE, .. Encoding.UTF8.GetBytes("\": 1}")]))
            .Faults.ShouldBe([new SeedFault("$", "is not UTF-8 text, at line 2")]);

    [Fact]
    public void Nesting_without_end_is_refused() =>
        SeedFiles.FaultsOf(new string('[', 100_000)).ShouldHaveSingleItem().Reason.ShouldStartWith("is not JSON");

    [Fact]
    public void A_property_given_twice_is_refused() =>
        SeedFiles.FaultsOf(_file.ToJsonString().Insert(1, "\"code\":\"other\",")).ShouldBe([new SeedFault("$.code", "is given twice")]);

    [Fact]
    public void An_unknown_property_is_refused_wherever_it_is()
    {
        Criterion(2, 4)["weight"] = 3;
        Rule(1)["effect"]!["set"] = "inadequate";

        ShouldBeRefused(
            ("$.judgements[2].criteria[4].weight", "is not a property of \"criterion\""),
            ("$.limitingRules[1].effect.set", "is not a property of \"effect\""));
    }

    [Fact]
    public void A_missing_property_is_refused_wherever_it_is()
    {
        Criterion(5, 0).Remove("text");
        Rule(0).Remove("when");
        _file["scale"]!.AsArray()[2]!.AsObject().Remove("label");

        ShouldBeRefused(
            ("$.judgements[5].criteria[0].text", "is missing"), ("$.limitingRules[0].when", "is missing"), ("$.scale[2].label", "is missing"));
    }

    [Fact]
    public void A_value_of_the_wrong_kind_is_refused()
    {
        Judgement(0)["descriptors"] = new JsonArray();
        Criterion(1, 0)["evidenceHints"] = "audit";
        Criterion(1, 1)["annexALists"] = new JsonArray(1, "two", 1.5, 0);
        Criterion(1, 2)["title"] = null;
        Criterion(1, 3)["title"] = "  ";
        Judgement(1)["criteria"]!.AsArray()[4] = 7;
        _file["validFrom"] = "1 November 2013";
        _file["body"] = "school";

        ShouldBeRefused(
            ("$.judgements[0].descriptors", "must be an object, and is a list"),
            ("$.judgements[1].criteria[0].evidenceHints", "must be a list, and is text"),
            ("$.judgements[1].criteria[1].annexALists[1]", "must be a whole number, and is text"),
            ("$.judgements[1].criteria[1].annexALists[2]", "must be a whole number, and is 1.5"),
            ("$.judgements[1].criteria[1].annexALists[3]", "must be 1 or more, and is 0"),
            ("$.judgements[1].criteria[2].title", "must be text, and is null"),
            ("$.judgements[1].criteria[3].title", "is blank"),
            ("$.judgements[1].criteria[4]", "must be an object (criterion), and is 7"),
            ("$.validFrom", "\"1 November 2013\" is not a date written as 2013-11-01"),
            ("$.body", "\"school\" is not one of local-authority, safeguarding-board"));
    }

    [Fact]
    public void A_judgement_given_twice_or_of_an_unknown_or_later_parent_is_refused()
    {
        Judgement(5)["code"] = "HP";
        Judgement(5)["criteria"] = new JsonArray();
        Judgement(1)["parent"] = "CLA";
        Judgement(3).Remove("parent");
        Rule(0)["when"]!["judgements"] = new JsonArray("HP");
        _file["outcomeTable"]!["judgements"] = new JsonArray("HP", "CLA", "AD");

        ShouldBeRefused(
            ("$.judgements[5].code", "\"HP\" is given twice"),
            ("$.judgements[1].parent", "\"CLA\" must be listed before the judgements that belong to it"),
            ("$.judgements[3].parent", "is missing: a sub-judgement belongs to a judgement"));
    }

    [Fact]
    public void A_second_overall_judgement_is_refused()
    {
        Judgement(5)["kind"] = "overall";

        ShouldBeRefused(("$.judgements[5].kind", "is overall, as an earlier one is: a framework has one overall judgement at most"));
    }

    [Fact]
    public void A_criterion_under_another_judgements_letters_is_refused()
    {
        Criterion(1, 0)["id"] = "CLA-19";
        Criterion(1, 1)["id"] = "HP-2";
        Criterion(2, 0)["id"] = "HP-03";

        ShouldBeRefused(
            ("$.judgements[1].criteria[0].id", "\"CLA-19\" must be HP, a hyphen and two digits"),
            ("$.judgements[1].criteria[1].id", "\"HP-2\" must be HP, a hyphen and two digits"),
            ("$.judgements[2].criteria[0].id", "\"HP-03\" is given twice"),
            ("$.judgements[2].criteria[0].id", "\"HP-03\" must be CLA, a hyphen and two digits"));
    }

    [Fact]
    public void An_unknown_grade_is_refused_wherever_it_is_named()
    {
        var descriptors = Judgement(1)["descriptors"]!.AsObject();
        descriptors.Remove("good");
        descriptors["fair"] = "Neither.";
        Rule(0)["when"]!["grade"] = "poor";
        Rule(1)["effect"]!["cap"] = "weak";
        _file["prompts"]!.AsArray()[0]!["grade"] = "fine";
        _file["outcomeTable"]!["rows"]![3]!["outcomes"]![1]!["grade"] = "bad";
        _file["outcomeTable"]!["rows"]![0]!["grades"]![2] = "odd";

        ShouldBeRefused(
            ("$.judgements[1].descriptors.fair", "\"fair\" is not a grade of this framework"),
            ("$.judgements[1].descriptors.good", "is missing: every grade of the scale is described"),
            ("$.limitingRules[0].when.grade", "\"poor\" is not a grade of this framework"),
            ("$.limitingRules[1].effect.cap", "\"weak\" is not a grade of this framework"),
            ("$.prompts[0].grade", "\"fine\" is not a grade of this framework"),
            ("$.outcomeTable.rows[3].outcomes[1].grade", "\"bad\" is not a grade of this framework"),
            ("$.outcomeTable.rows[0].grades[2]", "\"odd\" is not a grade of this framework"));
    }

    [Fact]
    public void A_scale_out_of_order_is_refused()
    {
        var scale = _file["scale"]!.AsArray();
        var best = scale[0]!;
        scale.RemoveAt(0);
        scale.Insert(1, best);

        ShouldBeRefused(
            ("$.scale[0].number", "must be 1, and is 2: the best grade comes first and is 1"),
            ("$.scale[1].number", "must be 2, and is 1: the best grade comes first and is 1"));
    }

    [Fact]
    public void An_empty_scale_is_refused()
    {
        _file["scale"] = new JsonArray();

        SeedFiles.FaultsOf(_file).ShouldContain(new SeedFault("$.scale", "is empty"));
    }

    [Fact]
    public void A_list_of_annex_a_nobody_declared_and_a_row_given_twice_are_refused()
    {
        _file["annexALists"]!.AsArray().RemoveAt(1);
        Criterion(1, 0)["annexALists"] = new JsonArray(2);
        Criterion(1, 1)["annexALists"] = new JsonArray(1, 3);
        Criterion(1, 20)["annexALists"] = new JsonArray();
        Criterion(5, 3)["annexALists"] = new JsonArray();
        var rows = _file["outcomeTable"]!["rows"]!.AsArray();
        rows.Add(rows[0]!.DeepClone());
        rows[1]!["grades"]!.AsArray().RemoveAt(2);

        ShouldBeRefused(
            ("$.judgements[1].criteria[0].annexALists[0]", "list 2 is not among the annexALists of this framework"),
            ("$.outcomeTable.rows[1].grades", "must name 3 grades, one for each judgement, and names 2"),
            ("$.outcomeTable.rows[9].grades", "is a combination that has a row already"));
    }

    [Fact]
    public void A_last_day_before_the_first_is_refused()
    {
        _file["validTo"] = "2013-10-31";

        ShouldBeRefused(("$.validTo", "is before validFrom"));
    }

    private JsonObject Judgement(int index) => _file["judgements"]![index]!.AsObject();

    private JsonObject Criterion(int judgement, int index) => Judgement(judgement)["criteria"]![index]!.AsObject();

    private JsonObject Rule(int index) => _file["limitingRules"]![index]!.AsObject();

    private void ShouldBeRefused(params (string Place, string Reason)[] faults) =>
        SeedFiles.FaultsOf(_file).Select(f => (f.Place, f.Reason)).ShouldBe(faults, ignoreOrder: true);
}
