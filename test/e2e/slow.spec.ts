it('slow', async () => { await new Promise((go) => setTimeout(go, 6500)); });
