//! Waiting for what registries do by themselves, over the admin API: runs that end, transfers that are completed, copies that come.
//! Each waits for a state, with a deadline, and says what did not come.

use super::resolving::Desk;
use countersign::wire::admin::reconcile::Run;
use reqwest::Method;
use serde_json::Value;

impl Desk {
    /// A run when it is over.
    pub async fn ended(&self, run: &str) -> Run {
        for _ in 0..3_000 {
            if self.seen(run).await.is_some() {
                return self.get(&format!("reconciliations/{run}")).await;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("{run} never ends at {}", self.id);
    }

    /// How a run ended here, once it did.
    pub async fn seen(&self, run: &str) -> Option<(String, Option<String>)> {
        let (status, text) = self.answer(Method::GET, &format!("reconciliations/{run}"), &self.tokens[0], None).await;
        let found: Option<Run> = (status == 200).then(|| serde_json::from_str(&text).unwrap());
        let summary = found?.summary;
        summary.ended.is_some().then_some((summary.state, summary.why))
    }

    /// Waits until a transfer is completed here.
    pub async fn completed(&self, transfer: &str) {
        for _ in 0..3_000 {
            let found: Value = self.get(&format!("transfers/{transfer}")).await;
            if found.to_string().contains("\"state\":\"completed\"") {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("{transfer} is never completed at {}", self.id);
    }

    /// Waits until something of this kind about a transfer has come from the counterpart.
    pub async fn was_told(&self, transfer: &str, kind: &str) {
        self.was_told_times(transfer, kind, 1).await;
    }

    /// Waits until so many of this kind have come.
    pub async fn was_told_times(&self, transfer: &str, kind: &str, times: usize) {
        for _ in 0..3_000 {
            let found: Value = self.get(&format!("messages?filter=transfer:{transfer}&limit=200")).await;
            if found["items"].as_array().unwrap().iter().filter(|message| message["kind"] == kind).count() >= times {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("no {kind} comes to {}", self.id);
    }
}
