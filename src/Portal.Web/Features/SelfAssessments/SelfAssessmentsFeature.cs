using Portal.Web.Documents;
using Portal.Web.Mail;
using Portal.Web.SelfAssessments;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Wires the self-assessments.</summary>
public static class SelfAssessmentsFeature
{
    public static IServiceCollection AddSelfAssessments(this IServiceCollection services) => services
        .AddScoped<AssessmentReader>()
        .AddScoped<OpenSelfAssessment>()
        .AddScoped<CarryForward>()
        .AddScoped<ConfirmCarried>()
        .AddScoped<MoveToVersion>()
        .AddScoped<CarriedTexts>()
        .AddScoped<AssignWork>()
        .AddScoped<TellHolders>()
        .AddScoped<DecideOnArea>()
        .AddScoped<PartnerLinks>()
        .AddScoped<RecordCaveat>()
        .AddScoped<Commenting>()
        .AddScoped<WriteComment>()
        .AddScoped<SelfAssessmentComposer>()
        .AddScoped<PositionKeeper>()
        .AddScoped<ExportTables>()
        .AddScoped<OfflineForms>()
        .AddScoped<TakeInOffline>()
        .AddScoped<WordingReader>()
        .AddScoped<DismissRemark>()
        .AddScoped<AssessmentTexts>()
        .AddScoped<WritersAtWork>()
        .AddScoped<SaveAnswer>()
        .AddScoped<SaveJudgement>()
        .AddScoped<SaveAnnexA>()
        .AddScoped<RestoreText>()
        .AddScoped<MarkPapers>()
        .AddScoped<MoveSubmission>()
        .AddScoped<WithdrawSelfAssessment>();
}
